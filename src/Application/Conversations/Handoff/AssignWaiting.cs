using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Handoff;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Conversations.Handoff;

/// <summary>
/// Gives waiting customers to staff who are available, online and have room, and takes back what somebody was given and left without answering. Safe to
/// run at any time on any number of nodes: one row's lock lets one of them hand out at a time, the conversation's own lock has the last word.
/// </summary>
[Access(Audience.System)]
public sealed record AssignWaiting : ICommand<Assignments>;

public sealed record Assignments(int Assigned, int TakenBack);

internal sealed class AssignWaitingHandler(
    IStore store, ConversationLog log, TimeProvider time, IOptionsMonitor<ConversationOptions> options) : IRequestHandler<AssignWaiting, Result<Assignments>>
{
    public async Task<Result<Assignments>> Handle(AssignWaiting request, CancellationToken cancellationToken)
    {
        var ct = cancellationToken;
        if (!await store.AnyAsync(
            store.Query<Conversation>().Where(c =>
                c.State == ConversationState.Open && (c.Owner.Kind == OwnerKind.Queue || (c.Owner.Kind == OwnerKind.Staff && c.AssignedAt != null))),
            ct))
        {
            return new Assignments(0, 0);
        }
        await LockAsync(ct);
        var desks = await OpenDesksAsync(ct);
        var back = await TakeBackAsync(desks, ct);
        var given = await GiveAsync(desks, ct);
        return new Assignments(given, back);
    }

    private async Task LockAsync(CancellationToken ct)
    {
        if (await store.FindLockedAsync<SupportHours>(SupportHours.TheId, ct) is null)
        {
            store.Add(SupportHours.Create());
            await store.FlushAsync(ct);
        }
    }

    /// <summary>Staff who take conversations now, with their names.</summary>
    private async Task<Dictionary<Guid, (StaffDesk Desk, string Name)>> OpenDesksAsync(CancellationToken ct)
    {
        var since = time.GetUtcNow() - options.CurrentValue.Handoff.PresenceGrace;
        var rows = await store.ListAsync(
            from desk in store.Query<StaffDesk>()
            join staff in store.Query<StaffMember>() on desk.Id equals staff.Id
            where staff.IsActive && desk.IsAvailable && desk.SeenAt >= since
            select new { desk, staff.Name },
            ct);
        return rows.ToDictionary(r => r.desk.Id, r => (r.desk, r.Name));
    }

    private async Task<int> TakeBackAsync(Dictionary<Guid, (StaffDesk Desk, string Name)> desks, CancellationToken ct)
    {
        var present = desks.Keys.ToArray();
        var left = await store.ListAsync(
            store.Query<Conversation>()
                .Where(c => c.State == ConversationState.Open && c.Owner.Kind == OwnerKind.Staff && c.AssignedAt != null && !present.Contains(c.Owner.StaffId!.Value))
                .OrderBy(c => c.Id)
                .Select(c => c.Id),
            ct);
        var back = 0;
        foreach (var id in left)
        {
            // Answered in the meantime: it stays theirs.
            if (await store.FindLockedAsync<Conversation>(id, ct) is { } conversation && conversation.Owner.StaffId is { } owner &&
                !desks.ContainsKey(owner) && conversation.Requeue(log.Stamp()))
            {
                await log.SaveAsync(conversation, ct);
                back++;
            }
        }
        if (back > 0)
            await store.FlushAsync(ct);
        return back;
    }

    private async Task<int> GiveAsync(Dictionary<Guid, (StaffDesk Desk, string Name)> desks, CancellationToken ct)
    {
        if (desks.Count == 0)
            return 0;
        var waiting = await store.ListAsync(
            store.Query<Conversation>()
                .Where(c => c.State == ConversationState.Open && c.Owner.Kind == OwnerKind.Queue)
                .OrderBy(c => c.WaitingSince ?? c.CreatedAt).ThenBy(c => c.Id)
                .Select(c => new WaitingCustomer(c.Id, c.Topic, c.WaitingSince ?? c.CreatedAt))
                .Take(200),
            ct);
        var loads = await store.LoadsAsync(ct);
        var chosen = QueueAssignment.Choose(waiting, desks.Values.Select(d => new OpenDesk(d.Desk, loads.GetValueOrDefault(d.Desk.Id))));
        var given = 0;
        foreach (var (conversationId, staffId) in chosen)
        {
            if (await store.FindLockedAsync<Conversation>(conversationId, ct) is not { } conversation ||
                !conversation.AssignFromQueue(log.Stamp(), new Colleague(staffId, desks[staffId].Name)))
            {
                continue;
            }
            await log.SaveAsync(conversation, ct);
            given++;
            if (await store.FindAsync<StaffDesk>(d => d.Id == staffId, ct) is { } desk)
                desk.Give(time.GetUtcNow());
        }
        return given;
    }
}

internal static class StaffLoads
{
    /// <summary>Open conversations of each member of staff.</summary>
    public static async Task<Dictionary<Guid, int>> LoadsAsync(this IStore store, CancellationToken ct)
    {
        var loads = await store.ListAsync(
            store.Query<Conversation>()
                .Where(c => c.State == ConversationState.Open && c.Owner.Kind == OwnerKind.Staff && c.Owner.StaffId != null)
                .GroupBy(c => c.Owner.StaffId!.Value)
                .Select(g => new { g.Key, Count = g.Count() }),
            ct);
        return loads.ToDictionary(l => l.Key, l => l.Count);
    }
}

/// <summary>Somebody waits from now on: looked at once the change has committed.</summary>
internal sealed class WakeForQueue(IUnitOfWork unitOfWork, IHandoffDispatcher dispatcher)
    : IDomainEventHandler<HandoffInitiated>, IDomainEventHandler<HandoffFailed>, IDomainEventHandler<HandoffCompleted>
{
    public Task HandleAsync(HandoffInitiated happened, CancellationToken ct) => WakeAsync();

    public Task HandleAsync(HandoffFailed happened, CancellationToken ct) => WakeAsync();

    /// <summary>Somebody has room again.</summary>
    public Task HandleAsync(HandoffCompleted happened, CancellationToken ct) => WakeAsync();

    private Task WakeAsync()
    {
        unitOfWork.AfterCommit(dispatcher.Wake);
        return Task.CompletedTask;
    }
}
