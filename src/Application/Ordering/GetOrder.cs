using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;
using MediatR;

namespace EzSolutions.Application.Ordering;

/// <summary>One of the customer's own orders, by id or number; somebody else's is order_not_found, the same as none. Staff and the system see any.</summary>
[Access(Audience.Customer | Audience.Staff | Audience.System)]
public sealed record GetOrder(string IdOrNumber) : IQuery<OrderView>;

internal sealed class GetOrderHandler(IStore store, IActorContext actors) : IRequestHandler<GetOrder, Result<OrderView>>
{
    public async Task<Result<OrderView>> Handle(GetOrder request, CancellationToken cancellationToken)
    {
        var order = await store.FirstOrDefaultAsync(
            store.Query<Order>().VisibleTo(actors.Current).Named(request.IdOrNumber), cancellationToken);
        return order is null ? OrderingErrors.NotFound : OrderViews.From(order);
    }
}
