using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing;

/// <param name="State">draft, open, partially_paid, paid, overdue, void, uncollectible.</param>
public sealed record InvoiceView(
    Guid Id, string Number, string State, IReadOnlyList<InvoiceLineView> Lines, Money Subtotal, Money Tax, Money Total, Money AmountDue,
    DateTimeOffset IssuedAt, DateTimeOffset DueAt, DateTimeOffset? PaidAt, Guid? OrderId, string? OrderNumber);

/// <param name="TaxRatePercent">E.g. 19 for 19 %.</param>
public sealed record InvoiceLineView(string Description, int Quantity, Money Amount, Money Tax, decimal TaxRatePercent);

/// <param name="Url">The gateway's hosted page; open it in the customer's browser.</param>
public sealed record PaymentStarted(Guid PaymentId, Uri Url, DateTimeOffset ExpiresAt);
