using EzSolutions.Application.Accounts;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Channels;
using MediatR;

namespace EzSolutions.Application.Conversations.Channels.Linking;

/// <summary>Sends the one-time code for a link, for its browser alone, in the language of the link's page. Errors as <see cref="ClaimAccountLink"/> and <see cref="RequestSignInCode"/>.</summary>
[Access(Audience.Anyone)]
public sealed record SendAccountLinkCode(string Token, string? Browser, string Email, string? Locale = null) : IWorkflow<SignInCodeSent>
{
    /// <summary>Never shows a token in a log.</summary>
    public override string ToString() => nameof(SendAccountLinkCode);
}

/// <summary>
/// Links the account: in the link's own browser, with the one-time code, by a person who said yes. What waited for it in the chat goes on. Errors as
/// <see cref="ClaimAccountLink"/> and <see cref="VerifySignInCode"/>, consent_missing, account_linked_to_other.
/// </summary>
[Access(Audience.Anyone)]
public sealed record CompleteAccountLink(string Token, string? Browser, string Email, string Code, bool Consent) : IWorkflow<AccountLinked>
{
    /// <summary>The wording of the page; changes with it.</summary>
    public const string ConsentVersion = "2026-11";

    /// <summary>Never shows a token in a log.</summary>
    public override string ToString() => nameof(CompleteAccountLink);
}

public sealed record AccountLinked(string Channel, string AccountName, string Email);

internal sealed class CompleteAccountLinkHandler(
    IStore store, IUnitOfWork unitOfWork, IMediator mediator, ConversationLog log, ChannelThreads threads, LinkedAccountMail mail, TimeProvider time) :
    IRequestHandler<SendAccountLinkCode, Result<SignInCodeSent>>,
    IRequestHandler<CompleteAccountLink, Result<AccountLinked>>
{
    public async Task<Result<SignInCodeSent>> Handle(SendAccountLinkCode request, CancellationToken cancellationToken) =>
        await CheckAsync(request.Token, request.Browser, cancellationToken) is { } refusal
            ? refusal
            : await mediator.Send(new RequestSignInCode(request.Email, request.Locale), cancellationToken);

    public async Task<Result<AccountLinked>> Handle(CompleteAccountLink request, CancellationToken cancellationToken)
    {
        // Before the code, which works once.
        if (await CheckAsync(request.Token, request.Browser, cancellationToken) is { } refusal)
            return refusal;
        if (!request.Consent)
            return ChannelErrors.ConsentMissing;
        var verified = await mediator.Send(new VerifySignInCode(request.Email, request.Code), cancellationToken);
        return verified.IsSuccess
            ? await unitOfWork.RunAsync(ct => LinkAsync(request, verified.Value, ct), cancellationToken)
            : verified.Error;
    }

    private async Task<Error?> CheckAsync(string token, string? browser, CancellationToken ct)
    {
        var hash = AccountLink.HashOf(token);
        var link = await store.FirstOrDefaultAsync(store.Query<AccountLink>().Where(l => l.TokenHash == hash), ct);
        return link is null ? ChannelErrors.LinkNotFound : link.RefusalIn(browser, time.GetUtcNow());
    }

    private async Task<Result<AccountLinked>> LinkAsync(CompleteAccountLink request, SignedInCustomer customer, CancellationToken ct)
    {
        if (await store.FindLinkLockedAsync(request.Token, ct) is not { } link)
            return ChannelErrors.LinkNotFound;
        var (identityId, now) = log.Stamp();
        var used = link.Use(request.Browser, now);
        if (!used.IsSuccess)
            return used.Error;

        var identity = await threads.FindIdentityAsync(link.Account, ct);
        if (identity is null)
        {
            identity = ChannelIdentity.Link(identityId, link.Account, customer.CustomerId, customer.UserId, CompleteAccountLink.ConsentVersion, now);
            store.Add(identity);
            await mail.QueueAsync(identity, link.AccountName, customer.Name, customer.Email, ct);
        }
        else if (identity.Prove(customer.CustomerId, now) is { IsSuccess: false } refused)
        {
            return refused.Error;
        }
        await store.FlushAsync(ct);
        foreach (var conversationId in await threads.PrivateConversationsAsync(link.Account, ct))
            await TellAsync(conversationId, link, identity, ct);
        return new AccountLinked(link.Channel, link.AccountName, customer.Email);
    }

    private async Task TellAsync(Guid conversationId, AccountLink link, ChannelIdentity identity, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Conversation>(conversationId, ct) is not { } conversation)
            return;
        await threads.SpeakForAsync(conversation, identity, ct);
        if (conversationId == link.ConversationId && await FindCardAsync(conversationId, ct) is { } press)
        {
            // Its own doing, seen from the chat: what waited for the linking goes on by itself.
            conversation.ReceiveAction(log.Stamp(), press, $"link:{link.Id:N}", new MessageLimit(int.MaxValue, TimeSpan.FromMinutes(1)), log.Stamp);
        }
        await log.SaveAsync(conversation, ct);
    }

    private async Task<EntryAction?> FindCardAsync(Guid conversationId, CancellationToken ct)
    {
        var recent = await store.ListAsync(
            store.Query<Entry>().Where(e => e.ConversationId == conversationId && e.Kind == EntryKind.Card).OrderByDescending(e => e.Sequence).Take(20), ct);
        return recent
            .Where(e => e.Card?.Type == AccountLinkCard.Type)
            .SelectMany(e => (e.Card!.Actions ?? []).Where(a => a.Url is null).Take(1).Select(a => new EntryAction(e.Id, a.Id, a.Label)))
            .FirstOrDefault();
    }
}

/// <summary>The card that carries a link. Its one button that is no link says "I have done it"; it is pressed by itself when the linking is done.</summary>
public static class AccountLinkCard
{
    public const string Type = "account_link";
}
