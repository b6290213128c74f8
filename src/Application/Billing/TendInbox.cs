using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Billing;

/// <summary>
/// Sweeper for O02: puts events whose time has come to work (a crash left them, or an earlier look failed), and drops payloads that are older than
/// they may be kept.
/// </summary>
[Access(Audience.System)]
public sealed record TendInbox : IJobRequest, ICommandMarker;

internal sealed class TendInboxHandler(IStore store, IUnitOfWork unitOfWork, IInboxDispatcher dispatcher, TimeProvider time, IOptions<BillingOptions> options)
    : IRequestHandler<TendInbox, Result<Done>>
{
    private const int Batch = 1_000;

    public async Task<Result<Done>> Handle(TendInbox request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await store.ListAsync(
            store.Query<InboxEvent>().Where(e => e.NextAttemptAt != null && e.NextAttemptAt <= now).OrderBy(e => e.NextAttemptAt).Take(Batch)
                .Select(e => e.Id),
            cancellationToken);
        unitOfWork.AfterCommit(() => due.ForEach(dispatcher.Wake));

        var keptFrom = now - options.Value.KeepPayloads;
        var old = (await store.ListAsync(
            store.Query<InboxEvent>().Where(e => e.Payload != null && e.State != InboxState.Received && e.ReceivedAt < keptFrom).OrderBy(e => e.ReceivedAt).Take(200).Select(e => e.Id),
            cancellationToken)).ToHashSet();
        foreach (var row in await store.FindAllAsync<InboxEvent>(e => old.Contains(e.Id), cancellationToken))
            row.DropPayload();
        return Done.Value;
    }
}
