using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Handoff;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Conversations.Handoff;

/// <summary>Tells customers in the queue their place and how long it may take, where that has changed; each at most every few seconds.</summary>
[Access(Audience.System)]
public sealed record TellQueuePositions : ICommand<int>;

internal sealed class TellQueuePositionsHandler(IStore store, TimeProvider time, IOptionsMonitor<ConversationOptions> options)
    : IRequestHandler<TellQueuePositions, Result<int>>
{
    /// <summary>Told in one go; the others are told by the next one.</summary>
    private const int AtOnce = 50;

    public async Task<Result<int>> Handle(TellQueuePositions request, CancellationToken cancellationToken)
    {
        var ct = cancellationToken;
        var queue = await store.ListAsync(
            store.Query<Conversation>()
                .Where(c => c.State == ConversationState.Open && c.Owner.Kind == OwnerKind.Queue)
                .OrderBy(c => c.WaitingSince ?? c.CreatedAt).ThenBy(c => c.Id)
                .Select(c => new { c.Id, c.QueuePosition, c.QueueToldAt }),
            ct);
        var (now, pause) = (time.GetUtcNow(), options.CurrentValue.Handoff.TellEvery);
        var changed = queue.Select((c, i) => (c, Position: i + 1))
            .Where(q => q.c.QueuePosition != q.Position && !(now - q.c.QueueToldAt < pause))
            .Take(AtOnce)
            .ToList();
        if (changed.Count == 0)
            return 0;

        var accepted = await AcceptedAsync(now, ct);
        var told = 0;
        foreach (var (waiting, position) in changed)
        {
            if (await store.FindLockedAsync<Conversation>(waiting.Id, ct) is { } conversation &&
                conversation.TellPosition(position, WaitEstimate.Minutes(position, accepted, now), now, pause))
            {
                told++;
            }
        }
        return told;
    }

    private Task<List<DateTimeOffset>> AcceptedAsync(DateTimeOffset now, CancellationToken ct)
    {
        var since = now - WaitEstimate.Lately;
        return store.ListAsync(
            store.Query<Entry>()
                .Where(e => e.Event == HandoffSteps.Accepted && e.CreatedAt >= since)
                .OrderByDescending(e => e.CreatedAt)
                .Select(e => e.CreatedAt)
                .Take(50),
            ct);
    }
}
