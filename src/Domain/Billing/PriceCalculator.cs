using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing;

/// <summary>
/// The one calculator behind quote and invoice (M01): tax is computed once per line and rounded half away from zero; totals are sums
/// of rounded lines, so what was quoted is what is invoiced.
/// </summary>
public static class PriceCalculator
{
    /// <param name="lines">At least one; all in one currency.</param>
    public static CalculatedPrice Calculate(IReadOnlyList<PricedLine> lines, TaxTreatment tax)
    {
        ArgumentOutOfRangeException.ThrowIfZero(lines.Count, nameof(lines));
        var calculated = lines.Select(line => Calculate(line, tax)).ToList();
        var zero = Money.Zero(lines[0].UnitPrice.Currency);
        var subtotal = calculated.Aggregate(zero, (sum, line) => sum + line.Amount);
        var taxes = calculated.Aggregate(zero, (sum, line) => sum + line.Tax);
        return new CalculatedPrice(calculated, subtotal, taxes, subtotal + taxes);
    }

    private static CalculatedLine Calculate(PricedLine line, TaxTreatment tax)
    {
        var full = line.UnitPrice * line.Quantity;
        var rate = tax.RatePercent / 100m;
        var taxed = tax.PricesIncludeTax ? full.MultiplyRounded(rate / (1 + rate)) : full.MultiplyRounded(rate);
        var net = tax.PricesIncludeTax ? full - taxed : full;
        return new CalculatedLine(line.Description, line.Quantity, net, taxed, tax);
    }
}

/// <param name="UnitPrice">Of one, as in the price list.</param>
public sealed record PricedLine(string Description, int Quantity, Money UnitPrice);

/// <param name="Amount">Without tax, for the whole quantity.</param>
public sealed record CalculatedLine(string Description, int Quantity, Money Amount, Money Tax, TaxTreatment Treatment);

/// <param name="Subtotal">Without tax.</param>
public sealed record CalculatedPrice(IReadOnlyList<CalculatedLine> Lines, Money Subtotal, Money Tax, Money Total);
