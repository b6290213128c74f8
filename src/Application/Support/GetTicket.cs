using EzSolutions.Application.Common;

namespace EzSolutions.Application.Support;

/// <summary>One of the customer's own tickets, by id or number; somebody else's is ticket_not_found, the same as none. Staff see any.</summary>
[Access(Audience.Customer | Audience.Staff)]
public sealed record GetTicket(string IdOrNumber) : IQuery<TicketView>;
