using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Ordering;

/// <summary>What somebody wants to order; nothing is promised until it is quoted.</summary>
/// <param name="ProductCode">E.g. <c>vps-m</c>.</param>
/// <param name="Hostname">For a VPS; made up by us when null.</param>
/// <param name="OperatingSystem">For a VPS; the product's first one when null.</param>
/// <param name="SshKey">Public key for the first login; a one-time password is made when null.</param>
/// <param name="Coupon">A code, or several that combine with commas between them.</param>
/// <param name="Currency">Null takes the customer's own, or the installation's.</param>
public sealed record OrderDraft(
    string ProductCode, BillingCycle Cycle, string? Hostname = null, string? OperatingSystem = null, string? Region = null,
    string? SshKey = null, string? Coupon = null, string? Currency = null);

/// <summary>What an order costs, by the one calculator that also invoices (M01).</summary>
/// <param name="ContentHash">Changes when anything of the order or its price does; a confirmation is bound to it (C05).</param>
public sealed record OrderQuote(OrderDraft Draft, string ProductName, IReadOnlyList<QuoteLine> Lines, Money Subtotal, Money Tax, string TaxLabel, Money Total, string ContentHash)
{
    /// <summary>Each tax by its name and rate; empty when there is none.</summary>
    public IReadOnlyList<QuoteTax> Taxes { get; init; } = [];

    /// <summary>Why there is no tax, or what the law wants said of it.</summary>
    public string? TaxNote { get; init; }

    /// <summary>What the next period will cost, tax included, by what is agreed and taxed today.</summary>
    public Money? Renewal { get; init; }

    /// <summary>Free days before the first period is due; 0 for none.</summary>
    public int TrialDays { get; init; }
}

/// <param name="Amount">Without tax, after the discount.</param>
public sealed record QuoteLine(string Description, int Quantity, Money Amount)
{
    /// <summary>Already taken off, in the terms of the price list; null for none.</summary>
    public Money? Discount { get; init; }

    /// <summary>E.g. <c>SPRING25: 25% off</c>.</summary>
    public string? DiscountLabel { get; init; }
}

public sealed record QuoteTax(string Label, decimal RatePercent, Money Amount);

/// <param name="InvoiceId">Null when the order is free (M11).</param>
public sealed record OrderPlaced(Guid OrderId, string OrderNumber, Guid? InvoiceId, string? InvoiceNumber, Money Total, DateTimeOffset ReservedUntil);

/// <param name="State">pending, paid, provisioning, completed, cancelled or failed.</param>
/// <param name="Summary">E.g. <c>VPS M, monthly</c>.</param>
public sealed record OrderView(
    Guid Id, string Number, string State, string Summary, Money Total, DateTimeOffset CreatedAt, Guid? InvoiceId, string? InvoiceNumber,
    IReadOnlyList<QuoteLine> Lines, Guid? ServiceId);
