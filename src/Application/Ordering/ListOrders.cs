using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;
using MediatR;

namespace EzSolutions.Application.Ordering;

/// <summary>The customer's own orders, newest first. Staff name a customer.</summary>
[Access(Audience.Customer | Audience.Staff)]
public sealed record ListOrders(PageRequest Page, Guid? CustomerId = null) : IQuery<Page<OrderView>>;

internal sealed class ListOrdersHandler(IStore store, IActorContext actors) : IRequestHandler<ListOrders, Result<Page<OrderView>>>
{
    public async Task<Result<Page<OrderView>>> Handle(ListOrders request, CancellationToken cancellationToken)
    {
        var orders = store.Query<Order>().VisibleTo(actors.Current);
        if (request.CustomerId is { } customer)
            orders = orders.Where(o => o.CustomerId == customer);
        return await store.NewestFirstAsync(orders, request.Page, OrderViews.From, cancellationToken);
    }
}
