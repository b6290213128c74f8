using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing;

/// <summary>M06: allocations equal the total. Raised once per invoice.</summary>
public sealed record InvoicePaid(Guid InvoiceId, string InvoiceNumber, Guid CustomerId, Guid? OrderId, Money Total) : IDomainEvent;

/// <summary>The gateway said no, or the hosted page expired; the invoice stays open and can be paid again.</summary>
/// <param name="Reason">For the customer, plain words.</param>
public sealed record PaymentFailed(Guid InvoiceId, string InvoiceNumber, Guid CustomerId, Guid? OrderId, string Reason) : IDomainEvent;
