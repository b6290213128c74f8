using EzSolutions.Application.Common;

namespace EzSolutions.Application.Ordering;

/// <summary>One of the customer's own orders, by id or number; somebody else's is order_not_found, the same as none. Staff and the system see any.</summary>
[Access(Audience.Customer | Audience.Staff | Audience.System)]
public sealed record GetOrder(string IdOrNumber) : IQuery<OrderView>;
