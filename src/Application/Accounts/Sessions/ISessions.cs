using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Accounts.Sessions;

/// <summary>Server-side sessions: opaque tokens, hashed at rest, revocable. Works inside the caller's unit of work.</summary>
public interface ISessions
{
    /// <summary>Starts a session; the tokens are known only now. Lifetimes by kind: rules.md, limits.</summary>
    IssuedSession Start(SessionSubject subject);

    /// <summary>Rotates by refresh (for visitors: resume) token. Reuse of an old one revokes the session. Error: session_expired.</summary>
    Task<Result<IssuedSession>> RenewAsync(string refreshToken, CancellationToken ct);

    /// <summary>Ends a session on every node: its next request fails and its sockets are closed (C04).</summary>
    Task RevokeAsync(Guid sessionId, CancellationToken ct);
}

/// <param name="RefreshToken">Called resume token for chat visitors.</param>
public sealed record IssuedSession(
    Guid SessionId, SessionSubject Subject, string Token, DateTimeOffset ExpiresAt, string RefreshToken, DateTimeOffset RefreshExpiresAt);

/// <summary>Turns a token into who it speaks for; used by the host before any request runs.</summary>
public interface ISessionAuthenticator
{
    /// <summary>Null when the token is unknown, expired or revoked. May be up to 5 s old unless <paramref name="fresh"/> (C04).</summary>
    Task<SessionIdentity?> AuthenticateAsync(string token, CancellationToken ct, bool fresh = false);
}

/// <param name="Actor">Who requests of this session run as.</param>
/// <param name="Name">For display.</param>
public sealed record SessionIdentity(Guid SessionId, SessionSubject Subject, Actor Actor, string Name, string? Email, DateTimeOffset ExpiresAt);
