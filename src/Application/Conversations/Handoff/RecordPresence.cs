using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations.Handoff;
using MediatR;

namespace EzSolutions.Application.Conversations.Handoff;

/// <summary>These members of staff have a live socket on the sending node.</summary>
[Access(Audience.System)]
public sealed record RecordPresence(IReadOnlyCollection<Guid> StaffIds) : ICommand<Done>;

internal sealed class RecordPresenceHandler(IStore store, TimeProvider time) : IRequestHandler<RecordPresence, Result<Done>>
{
    public async Task<Result<Done>> Handle(RecordPresence request, CancellationToken cancellationToken)
    {
        // In order, so that two nodes that see the same people never wait for each other.
        foreach (var id in request.StaffIds.Order())
            (await store.DeskAsync(id, cancellationToken)).See(time.GetUtcNow());
        return Result.Done;
    }
}

internal static class StaffDesks
{
    /// <summary>The desk of a member of staff, locked; made when they come for the first time.</summary>
    public static async Task<StaffDesk> DeskAsync(this IStore store, Guid staffId, CancellationToken ct)
    {
        if (await store.FindLockedAsync<StaffDesk>(staffId, ct) is { } known)
            return known;
        var desk = StaffDesk.Create(staffId);
        store.Add(desk);
        return desk;
    }
}
