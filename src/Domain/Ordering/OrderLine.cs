using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Coupons;
using EzSolutions.Domain.Billing.Tax;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Ordering;

/// <summary>What is to be delivered, as it was when ordered: a copy that later changes of the catalogue do not touch (M09).</summary>
/// <param name="Hostname">Set for a VPS, also when the customer named none.</param>
/// <param name="SshKey">OpenSSH public key line; null when a one-time password is to be made.</param>
public sealed record OrderedProduct(
    Guid ProductId, string Code, string Name, ProductType Type, Specs Specs, BillingCycle Cycle, Money RecurringPrice,
    string? Hostname, string? OperatingSystem, string? Region, string? SshKey)
{
    public string TaxClass { get; init; } = TaxClasses.Standard;

    /// <summary>HSN or SAC.</summary>
    public string? CommodityCode { get; init; }

    /// <summary>O10: what coupons take off this and the periods to come; see <see cref="PeriodDiscount.For"/>.</summary>
    public IReadOnlyList<AgreedDiscount> Discounts { get; init; } = [];

    /// <summary>Free days before the first period is due; 0 for none.</summary>
    public int TrialDays { get; init; }
}

/// <summary>One priced line of an order. A product's line carries its delivery snapshot; a setup fee's line does not.</summary>
public sealed class OrderLine
{
    internal OrderLine(int position, CalculatedLine line, OrderedProduct? product)
    {
        Position = position;
        Description = line.Description;
        Quantity = line.Quantity;
        Amount = line.Amount;
        Tax = line.Tax;
        Product = product;
    }

    private OrderLine()
    {
    }

    public int Position { get; private set; }

    public string Description { get; private set; } = "";

    public int Quantity { get; private set; }

    /// <summary>Without tax, for the whole quantity.</summary>
    public Money Amount { get; private set; }

    public Money Tax { get; private set; }

    /// <summary>What to deliver; null for a line that delivers nothing (a setup fee).</summary>
    public OrderedProduct? Product { get; private set; }

    internal void Reprice(CalculatedLine line, IReadOnlyList<AgreedDiscount> discounts)
    {
        (Amount, Tax) = (line.Amount, line.Tax);
        Product = Product is null ? null : Product with { Discounts = discounts };
    }
}
