using EzSolutions.Application.Common;
using EzSolutions.Domain.Ordering;

namespace EzSolutions.Application.Ordering;

internal static class OrderViews
{
    public static OrderView From(Order order) => new(
        order.Id, order.Number, order.State.Word(), order.Summary, order.Total, order.CreatedAt, order.InvoiceId, order.InvoiceNumber,
        [.. order.Lines.OrderBy(l => l.Position).Select(l => new QuoteLine(l.Description, l.Quantity, l.Amount))], order.ServiceId);

    /// <summary>The orders the actor may see; everybody else's are as absent.</summary>
    public static IQueryable<Order> VisibleTo(this IQueryable<Order> orders, Actor actor) => actor switch
    {
        Actor.Staff or Actor.System => orders,
        Actor.Customer customer => orders.Where(o => o.CustomerId == customer.CustomerId),
        _ => orders.Where(_ => false),
    };

    public static IQueryable<Order> Named(this IQueryable<Order> orders, string idOrNumber)
    {
        var number = idOrNumber.Trim().ToUpperInvariant();
        return Guid.TryParse(idOrNumber, out var id) ? orders.Where(o => o.Id == id) : orders.Where(o => o.Number == number);
    }
}
