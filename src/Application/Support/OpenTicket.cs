using EzSolutions.Application.Common;

namespace EzSolutions.Application.Support;

/// <summary>Opens a ticket for the signed-in customer. Limits: rules.md (10 per hour). Errors: service_not_found, too_many_tickets.</summary>
[Access(Audience.Customer)]
public sealed record OpenTicket(string Subject, string Body, Guid? ServiceId = null) : ICommand<TicketView>;
