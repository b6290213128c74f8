using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.Subscriptions;

/// <summary>O04: the period was paid and the due date has moved. Raised once per renewal.</summary>
public sealed record SubscriptionRenewed(Guid SubscriptionId, Guid ServiceId, Guid CustomerId, BillingPeriod Period) : IDomainEvent;

/// <summary>Nothing is billed for it any more.</summary>
public sealed record SubscriptionEnded(Guid SubscriptionId, Guid ServiceId, Guid CustomerId, SubscriptionEnd Reason) : IDomainEvent;

/// <summary>Paid (or free) and to be carried out now.</summary>
public sealed record PlanChangeApplied(Guid PlanChangeId, Guid SubscriptionId, Guid ServiceId, Guid CustomerId, string ProductCode) : IDomainEvent;
