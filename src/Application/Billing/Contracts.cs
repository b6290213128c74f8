using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing;

/// <param name="State">draft, open, partially_paid, paid, overdue, void, uncollectible.</param>
public sealed record InvoiceView(
    Guid Id, string Number, string State, IReadOnlyList<InvoiceLineView> Lines, Money Subtotal, Money Tax, Money Total, Money AmountDue,
    DateTimeOffset IssuedAt, DateTimeOffset DueAt, DateTimeOffset? PaidAt, Guid? OrderId, string? OrderNumber)
{
    /// <summary>Of the company's calendar, as <see cref="DueOn"/>.</summary>
    public DateOnly IssuedOn { get; init; }

    /// <summary>In time until the end of this day.</summary>
    public DateOnly DueOn { get; init; }

    public Money? AmountPaid { get; init; }

    /// <summary>By credit notes, whether it was still due or became wallet credit.</summary>
    public Money? AmountCredited { get; init; }

    public Guid? CustomerId { get; init; }

    /// <summary>As they were when it was issued.</summary>
    public InvoiceParty? Seller { get; init; }

    public InvoiceParty? BilledTo { get; init; }
}

/// <param name="TaxRatePercent">E.g. 19 for 19 %.</param>
public sealed record InvoiceLineView(string Description, int Quantity, Money Amount, Money Tax, decimal TaxRatePercent)
{
    /// <summary>E.g. <c>VAT 19%</c>; of all taxes together.</summary>
    public string? TaxLabel { get; init; }

    /// <summary>Each tax by itself, e.g. CGST and SGST; their sum is <see cref="Tax"/>.</summary>
    public IReadOnlyList<LineTaxView>? Taxes { get; init; }

    /// <summary>taxed, reverse_charge, exempt or not_taxed.</summary>
    public string? TaxKind { get; init; }

    /// <summary>What the law wants said, e.g. the reverse-charge sentence or the place of supply.</summary>
    public string? TaxNote { get; init; }

    /// <summary>HSN or SAC.</summary>
    public string? CommodityCode { get; init; }

    /// <summary>Already taken off the amount.</summary>
    public Money? Discount { get; init; }

    public string? DiscountLabel { get; init; }
}

public sealed record LineTaxView(string Label, decimal RatePercent, Money Amount);

/// <param name="Url">The gateway's hosted page, or our page that leads there; open it in the customer's browser.</param>
/// <param name="Provider">The gateway it leads to.</param>
/// <param name="Form">What a browser posts to reach the gateway's page, where opening an address is not enough; our own page does that.</param>
public sealed record PaymentStarted(Guid PaymentId, Uri Url, DateTimeOffset ExpiresAt, string Provider, HostedForm? Form = null);
