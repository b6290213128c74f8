using EzSolutions.Application.Billing;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;

namespace EzSolutions.Application.Ordering;

/// <summary>Takes an unpaid order back: order, invoice, ledger, stock and an open payment page together.</summary>
internal sealed class OrderCancellation(IStore store, IIdGenerator ids, TimeProvider time, IJobQueue jobs, Reservations reservations)
{
    public async Task<Result<Order>> CancelAsync(Guid orderId, Guid? invoiceId, string reason, CancellationToken ct)
    {
        // The invoice before the order, as where a payment arrives: the two wait for each other and never deadlock.
        var invoice = invoiceId is { } id ? await store.FindLockedAsync<Invoice>(id, ct) : null;
        var order = await store.FindLockedAsync<Order>(orderId, ct);
        if (order is null)
            return OrderingErrors.NotFound;
        if (invoice is { State: InvoiceState.PartiallyPaid })
            return OrderingErrors.PartlyPaid;

        var now = time.GetUtcNow();
        if (order.Cancel(reason, now).Error is { } refused)
            return refused;

        await reservations.ReleaseAsync(order.Id, expiredAt: null, ct);
        if (invoice is not null)
        {
            invoice.Void(now);
            store.Add(JournalEntry.InvoiceVoided(ids.NewId(), invoice, now));
            await jobs.EnqueueAsync(new ClosePaymentPages(invoice.Id), ct);
        }

        return order;
    }
}
