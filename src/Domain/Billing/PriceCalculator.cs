using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing;

/// <summary>
/// The one calculator behind quote, invoice, renewal and upgrade (M01), without I/O: each tax of a line is computed once and rounded half away
/// from zero; totals are sums of rounded lines, so what was quoted is what is invoiced.
/// </summary>
public static class PriceCalculator
{
    /// <param name="lines">At least one; all in one currency.</param>
    /// <param name="tax">For the lines that do not name their own.</param>
    public static CalculatedPrice Calculate(IReadOnlyList<PricedLine> lines, TaxTreatment tax)
    {
        ArgumentOutOfRangeException.ThrowIfZero(lines.Count, nameof(lines));
        var calculated = lines.Select(line => Calculate(line, line.Tax ?? tax)).ToList();
        var zero = Money.Zero(lines[0].UnitPrice.Currency);
        var subtotal = calculated.Aggregate(zero, (sum, line) => sum + line.Amount);
        var taxes = calculated.Aggregate(zero, (sum, line) => sum + line.Tax);
        return new CalculatedPrice(calculated, subtotal, taxes, subtotal + taxes);
    }

    private static CalculatedLine Calculate(PricedLine line, TaxTreatment tax)
    {
        var list = line.UnitPrice * line.Quantity;
        var discount = line.Discount ?? Money.Zero(list.Currency);
        if (discount.IsNegative || (discount.IsPositive && discount > list))
            throw new InvalidOperationException($"A discount of {discount} does not fit a price of {list}.");

        var full = list - discount;
        var contained = tax.PricesIncludeTax ? (tax.ListedRatePercent ?? tax.RatePercent) / 100m : 0m;
        var taxes = tax.Components
            .Select(c => new TaxAmount(c.Label, c.RatePercent, full.MultiplyRounded(c.RatePercent / 100m / (1 + contained)).MinorUnits)).ToList();
        var taxed = new Money(taxes.Sum(t => t.MinorUnits), full.Currency);
        return new CalculatedLine(line.Description, line.Quantity, Net(full, taxed, contained, tax), taxed, tax)
        {
            Taxes = taxes,
            Discount = discount,
            DiscountLabel = discount.IsZero ? null : line.DiscountLabel,
            CommodityCode = line.CommodityCode,
        };
    }

    /// <summary>A tax-inclusive price keeps its total when the tax in it is the tax charged, and loses what it contains when it is not.</summary>
    private static Money Net(Money full, Money taxed, decimal contained, TaxTreatment tax)
    {
        if (!tax.PricesIncludeTax)
            return full;
        return contained == tax.RatePercent / 100m ? full - taxed : full - full.MultiplyRounded(contained / (1 + contained));
    }
}

/// <param name="UnitPrice">Of one, as in the price list.</param>
public sealed record PricedLine(string Description, int Quantity, Money UnitPrice)
{
    /// <summary>Off the whole quantity, in the terms of the price list; never more than the line. Tax is on what is left.</summary>
    public Money? Discount { get; init; }

    /// <summary>E.g. <c>SPRING25: 25% off</c>.</summary>
    public string? DiscountLabel { get; init; }

    /// <summary>HSN or SAC, for invoices that must show it.</summary>
    public string? CommodityCode { get; init; }

    /// <summary>Where lines of one document are taxed differently; null takes the document's.</summary>
    public TaxTreatment? Tax { get; init; }
}

/// <param name="Amount">Without tax, after the discount, for the whole quantity.</param>
/// <param name="Tax">The sum of <see cref="Taxes"/>.</param>
public sealed record CalculatedLine(string Description, int Quantity, Money Amount, Money Tax, TaxTreatment Treatment)
{
    public IReadOnlyList<TaxAmount> Taxes { get; init; } = [];

    /// <summary>In the terms of the price list; zero for none.</summary>
    public Money Discount { get; init; } = Money.Zero(Amount.Currency);

    public string? DiscountLabel { get; init; }

    public string? CommodityCode { get; init; }
}

/// <summary>What one tax of a line comes to.</summary>
/// <param name="MinorUnits">In the line's currency.</param>
public sealed record TaxAmount(string Label, decimal RatePercent, long MinorUnits);

/// <param name="Subtotal">Without tax.</param>
public sealed record CalculatedPrice(IReadOnlyList<CalculatedLine> Lines, Money Subtotal, Money Tax, Money Total);
