using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Channels;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Conversations.DirectLine;

/// <summary>
/// Opens the conversation that a verified Direct Line token names, greeted by the bot, or finds it opened already. Its session has the conversation's
/// own id, so ending that session ends every token of the conversation (C04). A user whom the site vouches for speaks for the customer they are linked
/// to. Errors: conversation_not_found, session_expired, too_many_conversations.
/// </summary>
/// <param name="UserName">What the site calls its user; a name only, no proof.</param>
/// <param name="Address">Network address of the caller; null when the site's own server calls, which speaks for many people.</param>
/// <param name="User">The site's id of its user, when the site's server has put it into the token; null for whatever a page says by itself.</param>
[Access(Audience.System)]
public sealed record OpenDirectLine(Guid ConversationId, string? UserName, string? Locale, string? Address, DirectLineUser? User = null) : IWorkflow<DirectLineOpened>;

/// <param name="Site">User ids mean something only within it.</param>
public sealed record DirectLineUser(string Site, string Id)
{
    internal ChannelAccount Account => new(Conversation.DirectLineChannel, Site, Id);
}

/// <param name="Created">False when it was opened before.</param>
public sealed record DirectLineOpened(bool Created);

internal sealed class OpenDirectLineValidator : AbstractValidator<OpenDirectLine>
{
    public OpenDirectLineValidator()
    {
        RuleFor(r => r.ConversationId).NotEmpty();
        RuleFor(r => r.Locale).MaximumLength(35);
        RuleFor(r => r.UserName).MaximumLength(200);
        RuleFor(r => r.User!.Id).NotEmpty().MaximumLength(200).When(r => r.User is not null);
    }
}

internal sealed partial class OpenDirectLineHandler(
    IStore store,
    IUnitOfWork unitOfWork,
    TurnRunner turns,
    ChannelThreads threads,
    ConversationLog log,
    IOptionsMonitor<ConversationOptions> options,
    TimeProvider time,
    ILogger<OpenDirectLineHandler> logger)
    : IRequestHandler<OpenDirectLine, Result<DirectLineOpened>>
{
    public async Task<Result<DirectLineOpened>> Handle(OpenDirectLine request, CancellationToken cancellationToken)
    {
        var opened = await unitOfWork.RunAsync(ct => OpenAsync(request, ct), cancellationToken);
        if (opened is { IsSuccess: true, Value.Created: true })
            await GreetAsync(request.ConversationId, cancellationToken);
        // At every start, so that a crash in between leaves nobody signed out.
        if (opened.IsSuccess && request.User is { } user)
            await unitOfWork.RunAsync(ct => MeetAsync(request.ConversationId, user.Account, ct), cancellationToken);
        return opened;
    }

    private async Task<Result<DirectLineOpened>> OpenAsync(OpenDirectLine request, CancellationToken ct)
    {
        // Two starts at once: one meets the primary key, runs again, and finds what the other opened.
        if (await store.FindDirectLineAsync(request.ConversationId, time.GetUtcNow(), ct) is { } known)
            return known.IsSuccess ? new DirectLineOpened(Created: false) : known.Error;

        var (figures, now) = (options.CurrentValue, time.GetUtcNow());
        if (request.Address is { } address)
        {
            var since = now - figures.OpenFor;
            var open = await store.CountAsync(
                store.Query<Conversation>().Where(c => c.OriginAddress == address && c.State == ConversationState.Open && c.LastActivityAt > since), ct);
            if (open >= figures.OpenPerAddress)
                return ConversationErrors.TooManyConversations;
        }

        var conversation = Conversation.Open(request.ConversationId, Conversation.DirectLineChannel, figures.SpokenFor(request.Locale), request.Address, now);
        // C07: a name that could pass for staff is not taken over; the conversation is opened all the same.
        if (request.UserName is { Length: > 0 } name)
            _ = conversation.Identify(name, email: null);
        store.Add(conversation);
        store.Add(DirectLineSessions.Start(conversation.Id, now));
        if (request.User is { } user)
            store.Add(ChannelThread.Open(log.Stamp().Id, user.Account, conversation.Id.ToString("N"), isPrivate: true, reference: "{}", conversation.Id, now));
        return new DirectLineOpened(Created: true);
    }

    private async Task<Result<Done>> MeetAsync(Guid conversationId, ChannelAccount account, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Conversation>(conversationId, ct) is not { } conversation)
            return ConversationErrors.NotFound;
        await threads.SpeakForAsync(conversation, await threads.FindIdentityAsync(account, ct), ct);
        await log.SaveAsync(conversation, ct);
        return Result.Done;
    }

    private async Task GreetAsync(Guid conversationId, CancellationToken ct)
    {
        try
        {
            await unitOfWork.RunAsync(token => turns.GreetAsync(conversationId, token), ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A greeting is a courtesy: without it the conversation still works.
            LogNotGreeted(logger, conversationId, exception);
        }
    }

    [LoggerMessage(302, LogLevel.Error, "Direct Line conversation {ConversationId} could not be greeted")]
    private static partial void LogNotGreeted(ILogger logger, Guid conversationId, Exception exception);
}
