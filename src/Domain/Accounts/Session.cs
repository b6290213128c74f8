using System.Security.Cryptography;
using System.Text;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Accounts;

public enum SessionKind
{
    /// <summary>A chat visitor; bound to one conversation.</summary>
    Visitor,
    Customer,
    Staff,
}

/// <summary>Who a session speaks for.</summary>
public sealed record SessionSubject(SessionKind Kind, Guid? UserId = null, Guid? CustomerId = null, Guid? StaffId = null, Guid? ConversationId = null);

/// <summary>How long the tokens of a kind of session live.</summary>
/// <param name="Access">Of the token that goes with every request.</param>
/// <param name="Refresh">Of the token that gets a new one.</param>
public sealed record SessionLife(TimeSpan Access, TimeSpan Refresh);

/// <summary>
/// A server-side, revocable session. Tokens are random and only their hashes are kept. The refresh token rotates; using an old one again means
/// it was stolen, and ends the session (rules.md, limits).
/// </summary>
public sealed class Session : Aggregate
{
    private Session(Guid id, SessionSubject subject, DateTimeOffset now)
        : base(id)
    {
        Kind = subject.Kind;
        UserId = subject.UserId;
        CustomerId = subject.CustomerId;
        StaffId = subject.StaffId;
        ConversationId = subject.ConversationId;
        CreatedAt = now;
    }

    private Session()
    {
    }

    public SessionKind Kind { get; private set; }

    public Guid? UserId { get; private set; }

    public Guid? CustomerId { get; private set; }

    public Guid? StaffId { get; private set; }

    public Guid? ConversationId { get; private set; }

    public byte[] TokenHash { get; private set; } = [];

    public DateTimeOffset ExpiresAt { get; private set; }

    public byte[] RefreshHash { get; private set; } = [];

    public byte[]? PreviousRefreshHash { get; private set; }

    public DateTimeOffset RefreshExpiresAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public static (Session Session, SessionTokens Tokens) Start(Guid id, SessionSubject subject, SessionLife life, DateTimeOffset now)
    {
        var session = new Session(id, subject, now);
        return (session, session.IssueTokens(life, now));
    }

    /// <summary>The form a token is looked up by.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public bool IsLive(DateTimeOffset now) => RevokedAt is null && ExpiresAt > now;

    /// <summary>New tokens for the current refresh token. An old one revokes the session.</summary>
    public Result<SessionTokens> Renew(string refreshToken, SessionLife life, DateTimeOffset now)
    {
        if (RevokedAt is not null || RefreshExpiresAt <= now)
        {
            return AccountErrors.SessionExpired;
        }

        if (!CryptographicOperations.FixedTimeEquals(HashOf(refreshToken), RefreshHash))
        {
            Revoke(now);
            return AccountErrors.SessionExpired;
        }

        PreviousRefreshHash = RefreshHash;
        return IssueTokens(life, now);
    }

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    /// <summary>Goes on from now, for a session whose callers prove themselves anew by other means. False when it is over.</summary>
    public bool Extend(SessionLife life, DateTimeOffset now)
    {
        if (!IsLive(now))
        {
            return false;
        }

        ExpiresAt = now + life.Access;
        RefreshExpiresAt = now + life.Refresh;
        return true;
    }

    private SessionTokens IssueTokens(SessionLife life, DateTimeOffset now)
    {
        var tokens = new SessionTokens(NewToken(), NewToken());
        TokenHash = HashOf(tokens.Access);
        RefreshHash = HashOf(tokens.Refresh);
        ExpiresAt = now + life.Access;
        RefreshExpiresAt = now + life.Refresh;
        return tokens;
    }

    private static string NewToken() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

/// <summary>The tokens in clear, known once.</summary>
public sealed record SessionTokens(string Access, string Refresh);
