using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Ordering;

/// <summary>The order is paid (or free) and is to be delivered. Raised once per order, in the transaction that made it so (P01).</summary>
/// <param name="ConversationId">Where it was ordered, if in a conversation.</param>
public sealed record OrderPaid(Guid OrderId, string OrderNumber, Guid CustomerId, Guid? ConversationId) : IDomainEvent;

public sealed record OrderCancelled(Guid OrderId, string OrderNumber, Guid CustomerId, Guid? ConversationId, string Reason) : IDomainEvent;
