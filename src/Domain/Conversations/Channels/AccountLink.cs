using System.Security.Cryptography;
using System.Text;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Conversations.Channels;

/// <summary>
/// An offer to link an account on a channel to an account here: sent to the person's private chat, good for ten minutes, for one browser, once. The
/// tokens are known only to whom they were given; here are their hashes.
/// </summary>
public sealed class AccountLink : Aggregate
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private AccountLink(Guid id)
        : base(id)
    {
    }

    private AccountLink()
    {
    }

    public string Channel { get; private set; } = "";

    public string Tenant { get; private set; } = "";

    /// <summary>The platform's id of the person.</summary>
    public string AccountId { get; private set; } = "";

    /// <summary>What the person goes by there; shown to whoever is asked to agree.</summary>
    public string AccountName { get; private set; } = "";

    public Guid ConversationId { get; private set; }

#pragma warning disable CA1819 // The mapper stores the arrays as they are; they are never handed out to be changed.
    public byte[] TokenHash { get; private set; } = [];

    /// <summary>Of the secret that the first browser was given; nobody else can go on.</summary>
    public byte[]? BrowserHash { get; private set; }
#pragma warning restore CA1819

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? UsedAt { get; private set; }

    public ChannelAccount Account => new(Channel, Tenant, AccountId);

    public static (AccountLink Link, string Token) Offer(Guid id, ChannelAccount account, string accountName, Guid conversationId, DateTimeOffset now)
    {
        var token = NewSecret();
        var link = new AccountLink(id)
        {
            Channel = account.Channel,
            Tenant = account.Tenant,
            AccountId = account.UserId,
            AccountName = accountName,
            ConversationId = conversationId,
            TokenHash = HashOf(token),
            ExpiresAt = now + Life,
        };
        return (link, token);
    }

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Why it does not work (any more); null when it does.</summary>
    public Error? RefusalAt(DateTimeOffset now) =>
        UsedAt is not null ? ChannelErrors.LinkUsed : now >= ExpiresAt ? ChannelErrors.LinkExpired : null;

    /// <summary>The first browser in which a person goes on has it to itself.</summary>
    /// <returns>The secret it proves itself by.</returns>
    public Result<string> Claim(DateTimeOffset now)
    {
        if (RefusalAt(now) is { } refusal)
            return refusal;
        if (BrowserHash is not null)
            return ChannelErrors.LinkOtherBrowser;
        var secret = NewSecret();
        BrowserHash = HashOf(secret);
        return secret;
    }

    /// <summary>As <see cref="RefusalAt"/>, and in the browser that has claimed it.</summary>
    public Error? RefusalIn(string? browser, DateTimeOffset now) =>
        RefusalAt(now)
        ?? (browser is not null && BrowserHash is { } claimed && CryptographicOperations.FixedTimeEquals(HashOf(browser), claimed)
            ? null
            : ChannelErrors.LinkOtherBrowser);

    public Result<Done> Use(string? browser, DateTimeOffset now)
    {
        if (RefusalIn(browser, now) is { } refusal)
            return refusal;
        UsedAt = now;
        return Result.Done;
    }

    private static string NewSecret() => RandomNumberGenerator.GetHexString(64, lowercase: true);
}
