using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Conversations;

/// <summary>Which of these sessions are over (revoked, expired, or of a colleague who left), so that their sockets can be closed (C04).</summary>
[Access(Audience.System)]
public sealed record FindEndedSessions(IReadOnlyCollection<Guid> SessionIds) : IQuery<IReadOnlyCollection<Guid>>;

internal sealed class FindEndedSessionsHandler(IStore store, TimeProvider time) : IRequestHandler<FindEndedSessions, Result<IReadOnlyCollection<Guid>>>
{
    public async Task<Result<IReadOnlyCollection<Guid>>> Handle(FindEndedSessions request, CancellationToken cancellationToken)
    {
        var (ids, now) = (request.SessionIds.ToArray(), time.GetUtcNow());
        var live = await store.ListAsync(
            store.Query<Session>()
                .Where(s => ids.Contains(s.Id) && s.RevokedAt == null && s.ExpiresAt > now)
                .Where(s => s.StaffId == null || store.Query<StaffMember>().Any(m => m.Id == s.StaffId && m.IsActive))
                .Select(s => s.Id),
            cancellationToken);
        return ids.Except(live).ToList();
    }
}
