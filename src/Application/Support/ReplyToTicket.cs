using EzSolutions.Application.Common;

namespace EzSolutions.Application.Support;

/// <summary>Adds a message to a ticket, by its customer or by staff. Errors: ticket_not_found, ticket_closed.</summary>
[Access(Audience.Customer | Audience.Staff)]
public sealed record ReplyToTicket(string IdOrNumber, string Body) : ICommand<TicketView>;
