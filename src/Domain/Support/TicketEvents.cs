using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Support;

/// <summary>Staff answered a customer's ticket.</summary>
public sealed record TicketAnswered(Guid TicketId, string Number, string Subject, Guid CustomerId, string Body) : IDomainEvent;
