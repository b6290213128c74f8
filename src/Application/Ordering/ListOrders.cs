using EzSolutions.Application.Common;

namespace EzSolutions.Application.Ordering;

/// <summary>The customer's own orders, newest first. Staff name a customer.</summary>
[Access(Audience.Customer | Audience.Staff)]
public sealed record ListOrders(PageRequest Page, Guid? CustomerId = null) : IQuery<Page<OrderView>>;
