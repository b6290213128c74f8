using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Channels;
using MediatR;

namespace EzSolutions.Application.Conversations.Channels.Linking;

/// <summary>What a link is about; looking changes nothing, so that a preview cannot use it up. Errors: link_not_found, link_expired, link_used.</summary>
[Access(Audience.Anyone)]
public sealed record LookAtAccountLink(string Token) : IQuery<AccountLinkView>
{
    /// <summary>Never shows a token in a log.</summary>
    public override string ToString() => nameof(LookAtAccountLink);
}

/// <param name="AccountName">What the asking account goes by on its channel.</param>
/// <param name="Locale">BCP 47 tag of the language of the chat that the link was sent to.</param>
public sealed record AccountLinkView(string Channel, string AccountName, DateTimeOffset ExpiresAt, string? Locale = null);

/// <summary>Gives a link to the browser it is gone on in, the first one only. Errors as for looking, and link_other_browser.</summary>
[Access(Audience.Anyone)]
public sealed record ClaimAccountLink(string Token) : ICommand<string>
{
    /// <summary>Never shows a token in a log.</summary>
    public override string ToString() => nameof(ClaimAccountLink);
}

internal sealed class ClaimAccountLinkHandler(IStore store, TimeProvider time) :
    IRequestHandler<LookAtAccountLink, Result<AccountLinkView>>,
    IRequestHandler<ClaimAccountLink, Result<string>>
{
    public async Task<Result<AccountLinkView>> Handle(LookAtAccountLink request, CancellationToken cancellationToken)
    {
        var hash = AccountLink.HashOf(request.Token);
        var link = await store.FirstOrDefaultAsync(store.Query<AccountLink>().Where(l => l.TokenHash == hash), cancellationToken);
        if (link is null)
            return ChannelErrors.LinkNotFound;
        if (link.RefusalAt(time.GetUtcNow()) is { } refusal)
            return refusal;
        var id = link.ConversationId;
        var locale = await store.FirstOrDefaultAsync(store.Query<Conversation>().Where(c => c.Id == id).Select(c => c.Locale), cancellationToken);
        return new AccountLinkView(link.Channel, link.AccountName, link.ExpiresAt, locale);
    }

    public async Task<Result<string>> Handle(ClaimAccountLink request, CancellationToken cancellationToken) =>
        await store.FindLinkLockedAsync(request.Token, cancellationToken) is { } link ? link.Claim(time.GetUtcNow()) : ChannelErrors.LinkNotFound;
}

internal static class AccountLinks
{
    public static async Task<AccountLink?> FindLinkLockedAsync(this IStore store, string token, CancellationToken ct)
    {
        var hash = AccountLink.HashOf(token);
        var known = await store.FirstOrDefaultAsync(store.Query<AccountLink>().Where(l => l.TokenHash == hash).Select(l => new { l.Id }), ct);
        return known is null ? null : await store.FindLockedAsync<AccountLink>(known.Id, ct);
    }
}
