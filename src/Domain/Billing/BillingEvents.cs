using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing;

/// <summary>M06: allocations equal the total. Raised once per invoice.</summary>
public sealed record InvoicePaid(Guid InvoiceId, string InvoiceNumber, Guid CustomerId, Guid? OrderId, Money Total) : IDomainEvent;

/// <summary>The gateway said no, or the hosted page expired; the invoice stays open and can be paid again.</summary>
/// <param name="Reason">For the customer, plain words.</param>
public sealed record PaymentFailed(Guid InvoiceId, string InvoiceNumber, Guid CustomerId, Guid? OrderId, string Reason) : IDomainEvent;

/// <summary>An invoice got its number and is asked for.</summary>
public sealed record InvoiceIssued(Guid InvoiceId, string InvoiceNumber, Guid CustomerId, Guid? OrderId, Money Total) : IDomainEvent;

/// <summary>Not paid in whole by its due date. Raised once per invoice.</summary>
public sealed record InvoiceOverdue(
    Guid InvoiceId, string InvoiceNumber, Guid CustomerId, Guid? OrderId, DateTimeOffset DueAt, Money AmountDue) : IDomainEvent;

/// <summary>Nothing is to be paid on it any more, and nothing was: voided, or credited in whole.</summary>
public sealed record InvoiceVoided(Guid InvoiceId, string InvoiceNumber, Guid CustomerId, Guid? OrderId) : IDomainEvent;

public sealed record CreditNoteIssued(Guid CreditNoteId, string CreditNoteNumber, Guid InvoiceId, Guid CustomerId, Money Total) : IDomainEvent;
