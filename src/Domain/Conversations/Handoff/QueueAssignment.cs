namespace EzSolutions.Domain.Conversations.Handoff;

/// <summary>A customer who waits for a person.</summary>
public sealed record WaitingCustomer(Guid ConversationId, HandoffTopic Topic, DateTimeOffset Since);

/// <summary>A member of staff who may be given conversations now.</summary>
/// <param name="Load">Open conversations they own.</param>
public sealed record OpenDesk(StaffDesk Desk, int Load);

/// <summary>
/// Who gets whom: the longest waiting first; to somebody who knows the topic and has room, the least busy of them, then who has had none for longest.
/// When nobody with the skill has room, to anybody who has: no customer waits while somebody is free. Nobody goes over their capacity.
/// </summary>
public static class QueueAssignment
{
    public static IReadOnlyList<(Guid ConversationId, Guid StaffId)> Choose(IEnumerable<WaitingCustomer> waiting, IEnumerable<OpenDesk> desks)
    {
        var open = desks.Select(d => new Seat(d)).ToList();
        List<(Guid, Guid)> chosen = [];
        foreach (var customer in waiting.OrderBy(w => w.Since).ThenBy(w => w.ConversationId))
        {
            var free = open.Where(s => s.Load < s.Desk.Capacity).ToList();
            if (free.Count == 0)
                break;
            var seat = LeastBusy(free.Where(s => s.Desk.Knows(customer.Topic))) ?? LeastBusy(free)!;
            seat.Load++;
            seat.Order = chosen.Count + 1;
            chosen.Add((customer.ConversationId, seat.Desk.Id));
        }
        return chosen;
    }

    private static Seat? LeastBusy(IEnumerable<Seat> seats) => seats
        .OrderBy(s => s.Load)
        .ThenBy(s => s.Order)
        .ThenBy(s => s.Desk.LastAssignedAt ?? DateTimeOffset.MinValue)
        .ThenBy(s => s.Desk.Id)
        .FirstOrDefault();

    private sealed class Seat(OpenDesk open)
    {
        public StaffDesk Desk => open.Desk;

        public int Load { get; set; } = open.Load;

        /// <summary>When in this round they were given one; 0 is not yet.</summary>
        public int Order { get; set; }
    }
}
