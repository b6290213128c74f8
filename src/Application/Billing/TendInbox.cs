using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Billing;

/// <summary>Sweeper for O02: puts events that were left received to work again, and drops payloads that are older than they may be kept.</summary>
[Access(Audience.System)]
public sealed record TendInbox : IJobRequest, ICommandMarker;

internal sealed class TendInboxHandler(IStore store, TimeProvider time, IJobQueue jobs, IOptions<BillingOptions> options)
    : IRequestHandler<TendInbox, Result<Done>>
{
    public async Task<Result<Done>> Handle(TendInbox request, CancellationToken cancellationToken)
    {
        var leftBefore = time.GetUtcNow() - options.Value.RequeueAfter;
        var left = await store.ListAsync(
            store.Query<InboxEvent>().Where(e => e.State == InboxState.Received && e.ReceivedAt < leftBefore).OrderBy(e => e.ReceivedAt).Take(200)
                .Select(e => e.Id),
            cancellationToken);
        foreach (var id in left)
            await jobs.EnqueueAsync(new ProcessInboxEvent(id), cancellationToken);

        var keptFrom = time.GetUtcNow() - options.Value.KeepPayloads;
        var old = (await store.ListAsync(
            store.Query<InboxEvent>().Where(e => e.Payload != null && e.State != InboxState.Received && e.ReceivedAt < keptFrom).OrderBy(e => e.ReceivedAt).Take(200).Select(e => e.Id),
            cancellationToken)).ToHashSet();
        foreach (var row in await store.FindAllAsync<InboxEvent>(e => old.Contains(e.Id), cancellationToken))
            row.DropPayload();
        return Done.Value;
    }
}
