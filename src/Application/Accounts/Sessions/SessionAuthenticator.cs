using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Accounts.Sessions;

/// <inheritdoc />
internal sealed class SessionAuthenticator(IStore store, SessionCache cache, TimeProvider time) : ISessionAuthenticator
{
    public async Task<SessionIdentity?> AuthenticateAsync(string token, CancellationToken ct, bool fresh = false)
    {
        var now = time.GetUtcNow();
        var hash = Session.HashOf(token);
        var key = Convert.ToHexString(hash);
        if (!fresh && cache.Find(key, now) is { } cached)
        {
            return cached;
        }

        var session = await store.FirstOrDefaultAsync(store.Query<Session>().Where(s => s.TokenHash == hash), ct);
        if (session is null || !session.IsLive(now))
        {
            cache.Drop(key);
            return null;
        }

        var identity = await IdentifyAsync(session, ct);
        if (identity is not null)
        {
            cache.Keep(key, identity, now);
        }

        return identity;
    }

    private async Task<SessionIdentity?> IdentifyAsync(Session session, CancellationToken ct)
    {
        var subject = new SessionSubject(session.Kind, session.UserId, session.CustomerId, session.StaffId, session.ConversationId);
        switch (session.Kind)
        {
            case SessionKind.Visitor:
                return new SessionIdentity(session.Id, subject, new Actor.Visitor(session.ConversationId), "Visitor", null, session.ExpiresAt);

            case SessionKind.Customer:
                var customer = await store.FirstOrDefaultAsync(
                    store.Query<Customer>().Where(c => c.Id == session.CustomerId).Select(c => new { c.Name, c.Email }), ct);
                return customer is null
                    ? null
                    : new SessionIdentity(
                        session.Id, subject, new Actor.Customer(session.CustomerId!.Value, session.UserId!.Value, Assurance.Verified), customer.Name, customer.Email, session.ExpiresAt);

            default:
                var staff = await store.FirstOrDefaultAsync(store.Query<StaffMember>().Where(s => s.Id == session.StaffId && s.IsActive), ct);
                return staff is null
                    ? null
                    : new SessionIdentity(session.Id, subject, new Actor.Staff(staff.Id, staff.Name, staff.Roles.ToHashSet()), staff.Name, null, session.ExpiresAt);
        }
    }
}
