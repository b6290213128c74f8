using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Invoices;

/// <summary>Sweeper: invoices whose due date has passed become overdue, once each; a run that overlaps or comes late changes nothing more.</summary>
[Access(Audience.System)]
public sealed record MarkOverdueInvoices : IJobRequest;

internal sealed class MarkOverdueInvoicesHandler(IStore store, IUnitOfWork unitOfWork, TimeProvider time) : IRequestHandler<MarkOverdueInvoices, Result<Done>>
{
    public async Task<Result<Done>> Handle(MarkOverdueInvoices request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await store.ListAsync(
            store.Query<Invoice>()
                .Where(i => (i.State == InvoiceState.Open || i.State == InvoiceState.PartiallyPaid) && i.DueAt <= now)
                .OrderBy(i => i.DueAt).Select(i => i.Id).Take(1_000),
            cancellationToken);
        foreach (var id in due)
        {
            var marked = await unitOfWork.RunAsync<Done>(
                async ct =>
                {
                    (await store.FindLockedAsync<Invoice>(id, ct))?.MarkOverdue(now);
                    return Done.Value;
                },
                cancellationToken);
            if (marked.Error is { } error)
                return error;
        }

        return Done.Value;
    }
}
