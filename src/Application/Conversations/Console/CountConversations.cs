using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;

namespace EzSolutions.Application.Conversations.Console;

/// <summary>How many conversations stand in each view of the inbox.</summary>
[Access(Audience.Staff)]
public sealed record CountConversations : IQuery<ConversationCounts>;

internal sealed class CountConversationsHandler(InboxCounts counts, IActorContext actors) : IRequestHandler<CountConversations, Result<ConversationCounts>>
{
    public async Task<Result<ConversationCounts>> Handle(CountConversations request, CancellationToken cancellationToken) =>
        (await counts.ReadAsync(cancellationToken)).For(actors.Staff().Id);
}

/// <summary>The counts of all staff at once, to be pushed to each.</summary>
[Access(Audience.System)]
public sealed record CountForAllStaff : IQuery<InboxTally>;

internal sealed class CountForAllStaffHandler(InboxCounts counts) : IRequestHandler<CountForAllStaff, Result<InboxTally>>
{
    public async Task<Result<InboxTally>> Handle(CountForAllStaff request, CancellationToken cancellationToken) =>
        await counts.ReadAsync(cancellationToken);
}

/// <param name="ByStaff">Open conversations of each member of staff.</param>
public sealed record InboxTally(int Waiting, int Bot, int Resolved, IReadOnlyDictionary<Guid, int> ByStaff)
{
    public ConversationCounts For(Guid staffId) => new(Waiting, ByStaff.GetValueOrDefault(staffId), Bot, ByStaff.Values.Sum(), Resolved);
}

internal sealed class InboxCounts(IStore store)
{
    public async Task<InboxTally> ReadAsync(CancellationToken ct)
    {
        var groups = await store.ListAsync(
            store.Query<Conversation>()
                .GroupBy(c => new { c.State, c.Owner.Kind, c.Owner.StaffId })
                .Select(g => new { g.Key.State, g.Key.Kind, g.Key.StaffId, Count = g.Count() }),
            ct);
        var open = groups.Where(g => g.State == ConversationState.Open).ToList();
        return new InboxTally(
            open.Where(g => g.Kind == OwnerKind.Queue).Sum(g => g.Count),
            open.Where(g => g.Kind == OwnerKind.Bot).Sum(g => g.Count),
            groups.Where(g => g.State == ConversationState.Resolved).Sum(g => g.Count),
            open.Where(g => g is { Kind: OwnerKind.Staff, StaffId: not null }).ToDictionary(g => g.StaffId!.Value, g => g.Count));
    }
}
