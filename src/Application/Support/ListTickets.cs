using EzSolutions.Application.Common;

namespace EzSolutions.Application.Support;

/// <summary>The customer's own tickets, latest change first. Staff see all, or those of a customer.</summary>
[Access(Audience.Customer | Audience.Staff)]
public sealed record ListTickets(PageRequest Page, bool OpenOnly = false, Guid? CustomerId = null) : IQuery<Page<TicketView>>;
