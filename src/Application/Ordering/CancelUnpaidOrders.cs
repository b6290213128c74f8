using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Ordering;

/// <summary>Sweeper: cancels orders nobody has paid for in time (rules.md: 7 days), each in a transaction of its own.</summary>
[Access(Audience.System)]
public sealed record CancelUnpaidOrders : IJobRequest;

internal sealed class CancelUnpaidOrdersHandler(
    IStore store, IUnitOfWork unitOfWork, TimeProvider time, OrderCancellation cancellation, IOptions<OrderingOptions> options)
    : IRequestHandler<CancelUnpaidOrders, Result<Done>>
{
    public async Task<Result<Done>> Handle(CancelUnpaidOrders request, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Value.UnpaidOrderTime;
        var stale = await store.ListAsync(
            store.Query<Order>().Where(o => o.State == OrderState.Pending && o.CreatedAt < before).OrderBy(o => o.CreatedAt).Take(500)
                .Select(o => new { o.Id, o.InvoiceId }),
            cancellationToken);
        foreach (var order in stale)
        {
            // One that was paid or partly paid meanwhile says no, and the next is tried.
            await unitOfWork.RunAsync(ct => cancellation.CancelAsync(order.Id, order.InvoiceId, "not paid in time", ct), cancellationToken);
        }

        return Done.Value;
    }
}
