using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;
using MediatR;

namespace EzSolutions.Application.Ordering;

/// <summary>Cancels an unpaid order, voids its invoice and frees its reservation. Errors: order_not_found, order_already_paid, order_already_cancelled, order_partly_paid.</summary>
[Access(Audience.Customer | Audience.Staff)]
public sealed record CancelOrder(string IdOrNumber) : ICommand<OrderView>;

internal sealed class CancelOrderHandler(IStore store, IActorContext actors, OrderCancellation cancellation) : IRequestHandler<CancelOrder, Result<OrderView>>
{
    public async Task<Result<OrderView>> Handle(CancelOrder request, CancellationToken cancellationToken)
    {
        var found = await store.FirstOrDefaultAsync(
            store.Query<Order>().VisibleTo(actors.Current).Named(request.IdOrNumber).Select(o => new { o.Id, o.InvoiceId }), cancellationToken);
        if (found is null)
            return OrderingErrors.NotFound;

        var reason = actors.Current is Actor.Staff ? "cancelled by our staff" : "cancelled by the customer";
        return (await cancellation.CancelAsync(found.Id, found.InvoiceId, reason, cancellationToken)).Map(OrderViews.From);
    }
}
