using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;

namespace EzSolutions.Application.Ordering;

/// <summary>Takes an unpaid order back: order, invoice, ledger, stock and an open payment page together.</summary>
internal sealed class OrderCancellation(IStore store, TimeProvider time, Reservations reservations, InvoiceBook invoices, CreditNoteBook credits)
{
    public async Task<Result<Order>> CancelAsync(Guid orderId, Guid? invoiceId, string reason, CancellationToken ct)
    {
        // The invoice before the order, as where a payment arrives: the two wait for each other and never deadlock.
        var invoice = invoiceId is { } id ? await store.FindLockedAsync<Invoice>(id, ct) : null;
        var order = await store.FindLockedAsync<Order>(orderId, ct);
        if (order is null)
            return OrderingErrors.NotFound;
        if (invoice is { AmountPaid.IsPositive: true, IsPayable: true })
            return OrderingErrors.PartlyPaid;

        var now = time.GetUtcNow();
        if (order.Cancel(reason, now).Error is { } refused)
            return refused;

        await reservations.ReleaseAsync(order.Id, expiredAt: null, ct);
        // One that was credited in whole asks for nothing any more; one credited in part is credited the rest.
        if (invoice is { IsPayable: true, AmountCredited.IsZero: true })
            await invoices.VoidAsync(invoice, ct);
        else if (invoice is { IsPayable: true } && (await credits.IssueForAllAsync(invoice, reason, ct)).Error is { } notCredited)
            return notCredited;

        return order;
    }
}
