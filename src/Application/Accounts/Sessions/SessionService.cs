using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Accounts.Sessions;

/// <inheritdoc />
internal sealed class SessionService(
    IStore store, IIdGenerator ids, ILiveFeed feed, SessionCache cache, IUnitOfWork unitOfWork, TimeProvider time) : ISessions
{
    /// <summary>Live-feed topic; the payload is a session id.</summary>
    public const string RevokedTopic = "sessions";

    public IssuedSession Start(SessionSubject subject)
    {
        var (session, tokens) = Session.Start(ids.NewId(), subject, LifeOf(subject.Kind), time.GetUtcNow());
        store.Add(session);
        return Issued(session, tokens);
    }

    public async Task<Result<IssuedSession>> RenewAsync(string refreshToken, CancellationToken ct)
    {
        var hash = Session.HashOf(refreshToken);
        var found = await store.FirstOrDefaultAsync(
            store.Query<Session>().Where(s => s.RefreshHash == hash || s.PreviousRefreshHash == hash).Select(s => new { s.Id }), ct);
        if (found is null || await store.FindLockedAsync<Session>(found.Id, ct) is not { } session)
        {
            return AccountErrors.SessionExpired;
        }

        var renewed = session.Renew(refreshToken, LifeOf(session.Kind), time.GetUtcNow());
        if (renewed.IsSuccess)
        {
            return Issued(session, renewed.Value);
        }

        await AnnounceAsync(session.Id, ct);
        return renewed.Error;
    }

    public async Task RevokeAsync(Guid sessionId, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Session>(sessionId, ct) is { } session)
        {
            session.Revoke(time.GetUtcNow());
            await AnnounceAsync(sessionId, ct);
        }
    }

    private static SessionLife LifeOf(SessionKind kind) => kind switch
    {
        SessionKind.Visitor => new SessionLife(TimeSpan.FromHours(24), TimeSpan.FromDays(30)),
        SessionKind.Customer => new SessionLife(TimeSpan.FromMinutes(15), TimeSpan.FromDays(7)),
        SessionKind.Staff => new SessionLife(TimeSpan.FromHours(12), TimeSpan.FromHours(12)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of session."),
    };

    private static IssuedSession Issued(Session session, SessionTokens tokens) => new(
        session.Id,
        new SessionSubject(session.Kind, session.UserId, session.CustomerId, session.StaffId, session.ConversationId),
        tokens.Access,
        session.ExpiresAt,
        tokens.Refresh,
        session.RefreshExpiresAt);

    /// <summary>Gone from this node's memory with the commit, and from the others' as soon as they hear of it (C04).</summary>
    private Task AnnounceAsync(Guid sessionId, CancellationToken ct)
    {
        unitOfWork.AfterCommit(() => cache.Forget(sessionId));
        return feed.PublishAsync(RevokedTopic, sessionId.ToString(), ct);
    }
}
