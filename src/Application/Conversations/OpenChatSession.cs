using EzSolutions.Application.Accounts.Sessions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Conversations;

/// <summary>
/// Opens a visitor's session: a new conversation, greeted by the bot, or with a resume token the one it belongs to. Errors: session_expired,
/// identity_invalid, identity_mismatch, too_many_conversations.
/// </summary>
/// <param name="IdentityToken">A host site's signed word on who its visitor is.</param>
/// <param name="Address">Network address of the caller, from the connection.</param>
[Access(Audience.Anyone)]
public sealed record OpenChatSession(string? Locale, string? IdentityToken, string? ResumeToken, string? Address) : IWorkflow<ChatSession>
{
    /// <summary>Never shows a token in a log.</summary>
    public override string ToString() => nameof(OpenChatSession);
}

/// <param name="Token">Goes with every request of the chat, as bearer token.</param>
/// <param name="ResumeToken">Good for one new session of the same conversation.</param>
/// <param name="Entries">The newest ones, oldest first.</param>
public sealed record ChatSession(
    string Token, string ResumeToken, Guid ConversationId, DateTimeOffset ExpiresAt, PublicOwner Owner, IReadOnlyList<EntryView> Entries);

internal sealed class OpenChatSessionValidator : AbstractValidator<OpenChatSession>
{
    public OpenChatSessionValidator()
    {
        RuleFor(r => r.Locale).MaximumLength(35);
        RuleFor(r => r.IdentityToken).MaximumLength(4000);
        RuleFor(r => r.ResumeToken).MaximumLength(200);
    }
}

internal sealed partial class OpenChatSessionHandler(
    IStore store,
    IUnitOfWork unitOfWork,
    ISessions sessions,
    TurnRunner turns,
    ConversationLog log,
    IOptionsMonitor<ConversationOptions> options,
    ILogger<OpenChatSessionHandler> logger) : IRequestHandler<OpenChatSession, Result<ChatSession>>
{
    private const int EntriesShown = 100;

    public async Task<Result<ChatSession>> Handle(OpenChatSession request, CancellationToken cancellationToken)
    {
        var identity = IdentityToken.Read(request.IdentityToken, options.CurrentValue.IdentitySecret, log.Stamp().At);
        if (!identity.IsSuccess)
            return identity.Error;
        var issued = request.ResumeToken is { Length: > 0 } resumeToken
            ? await ResumeAsync(resumeToken, identity.Value, cancellationToken)
            : await unitOfWork.RunAsync(ct => OpenAsync(request, identity.Value, ct), cancellationToken);
        if (!issued.IsSuccess)
            return issued.Error;

        var session = issued.Value;
        var id = session.Subject.ConversationId!.Value;
        if (request.ResumeToken is not { Length: > 0 })
            await GreetAsync(id, cancellationToken);
        var owner = await store.FirstOrDefaultAsync(store.Query<Conversation>().Where(c => c.Id == id).Select(c => c.Owner), cancellationToken);
        var newest = await store.ListAsync(
            store.Query<Entry>()
                .Where(e => e.ConversationId == id && e.Kind != EntryKind.Note)
                .OrderByDescending(e => e.Sequence)
                .Take(EntriesShown),
            cancellationToken);
        newest.Reverse();
        return new ChatSession(
            session.Token, session.RefreshToken, id, session.ExpiresAt, PublicOwner.Of(owner ?? ConversationOwner.Bot), [.. newest.Select(EntryView.Of)]);
    }

    private async Task<Result<IssuedSession>> OpenAsync(OpenChatSession request, VisitorIdentity? identity, CancellationToken ct)
    {
        var figures = options.CurrentValue;
        var stamp = log.Stamp();
        if (request.Address is { } address)
        {
            var since = stamp.At - figures.OpenFor;
            var open = await store.CountAsync(
                store.Query<Conversation>().Where(c => c.OriginAddress == address && c.State == ConversationState.Open && c.LastActivityAt > since), ct);
            if (open >= figures.OpenPerAddress)
                return ConversationErrors.TooManyConversations;
        }

        var conversation = Conversation.Open(stamp.Id, Conversation.WidgetChannel, figures.SpokenFor(request.Locale), request.Address, stamp.At);
        if (identity is not null && conversation.Identify(identity.Name, identity.Email) is { IsSuccess: false } refused)
            return refused.Error;
        store.Add(conversation);
        return sessions.Start(new SessionSubject(SessionKind.Visitor, ConversationId: conversation.Id));
    }

    private async Task<Result<IssuedSession>> ResumeAsync(string resumeToken, VisitorIdentity? identity, CancellationToken ct)
    {
        // A token used twice ends its session; that must be committed although the answer is a refusal.
        var outcome = await unitOfWork.RunAsync<Result<IssuedSession>>(
            async token => Result<Result<IssuedSession>>.Success(await sessions.RenewAsync(resumeToken, token)), ct);
        if (!outcome.IsSuccess)
            return outcome.Error;
        if (!outcome.Value.IsSuccess || identity is null)
            return outcome.Value;

        var id = outcome.Value.Value.Subject.ConversationId!.Value;
        return await unitOfWork.RunAsync<IssuedSession>(
            async token =>
            {
                if (await store.FindLockedAsync<Conversation>(id, token) is not { } conversation)
                    return ConversationErrors.NotFound;
                // Somebody else is signed in at the host site now: the old conversation is not theirs to read (C04).
                if (conversation.CustomerEmail is { } email && !string.Equals(email, identity.Email, StringComparison.OrdinalIgnoreCase))
                    return ConversationErrors.IdentityMismatch;
                var identified = conversation.Identify(identity.Name, identity.Email);
                return identified.IsSuccess ? outcome.Value : identified.Error;
            },
            ct);
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

    [LoggerMessage(301, LogLevel.Error, "Conversation {ConversationId} could not be greeted")]
    private static partial void LogNotGreeted(ILogger logger, Guid conversationId, Exception exception);
}
