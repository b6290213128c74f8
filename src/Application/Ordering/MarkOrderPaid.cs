using EzSolutions.Application.Billing;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Ordering;

namespace EzSolutions.Application.Ordering;

/// <summary>P01: the order is paid in the transaction that pays its invoice, and with it everything that order's payment sets off.</summary>
internal sealed class MarkOrderPaid(IStore store, TimeProvider time, IJobQueue jobs, Reservations reservations) : IDomainEventHandler<InvoicePaid>
{
    public async Task HandleAsync(InvoicePaid happened, CancellationToken ct)
    {
        if (happened.OrderId is not { } orderId || await store.FindLockedAsync<Order>(orderId, ct) is not { State: OrderState.Pending } order)
            return;

        order.MarkPaid(time.GetUtcNow());
        if (!await reservations.ConsumeAsync(orderId, ct))
        {
            await jobs.EnqueueAsync(
                new RaiseBillingAlarm(
                    $"Order {order.Number} was paid after its reservation had lapsed",
                    $"{order.Summary} is sold out, but order {order.Number} was paid. Deliver it from extra capacity, or agree a refund with the customer.",
                    $"oversold:{order.Id:N}", order.CustomerId),
                ct);
        }
    }
}
