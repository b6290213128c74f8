using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Tax;
using EzSolutions.Domain.Common;
using FsCheck;
using FsCheck.Fluent;

namespace EzSolutions.Domain.Tests.Billing;

public sealed class PriceCalculatorTests
{
    private static readonly DateOnly Day = new(2026, 3, 1);
    private static readonly TaxTreatment Vat19 = new("VAT 19%", 19, false, "DE", null, null);

    [Theory]
    [InlineData(50, 1, 19, 10)] // 9.5 rounds away from zero
    [InlineData(1_000, 1, 19, 190)]
    [InlineData(333, 3, 19, 190)] // once per line: 999 × 0.19 = 189.81
    [InlineData(1, 1, 49, 0)]
    [InlineData(1, 1, 50, 1)]
    public void M01_Tax_is_computed_once_per_line_and_rounded_half_away_from_zero(long unit, int quantity, int rate, long tax)
    {
        var price = Calculate(Vat19 with { RatePercent = rate }, (unit, quantity));
        price.Tax.MinorUnits.ShouldBe(tax);
        price.Total.ShouldBe(price.Subtotal + price.Tax);
    }

    [Fact]
    public void M01_Each_line_rounds_by_itself()
    {
        var price = Calculate(Vat19, (50, 1), (50, 1));
        price.Tax.MinorUnits.ShouldBe(20);
    }

    [Fact]
    public void M10_An_inclusive_price_keeps_its_total()
    {
        var price = Calculate(Vat19 with { PricesIncludeTax = true }, (1_190, 1));
        price.Total.MinorUnits.ShouldBe(1_190);
        price.Tax.MinorUnits.ShouldBe(190);
        price.Subtotal.MinorUnits.ShouldBe(1_000);
    }

    [Fact]
    public void M01_Totals_are_the_sums_of_lines_whatever_the_amounts()
    {
        var cases = from lines in Gen.NonEmptyListOf(Gen.Choose(0, 10_000_000).Zip(Gen.Choose(1, 12)))
                    from rate in Gen.Choose(0, 10_000)
                    from inclusive in Gen.Elements(true, false)
                    select (lines, rate, inclusive);
        Prop.ForAll(cases.ToArbitrary(), @case =>
        {
            var tax = new TaxTreatment("T", @case.rate / 100m, @case.inclusive, null, null, null);
            var price = Calculate(tax, [.. @case.lines.Select(l => ((long)l.Item1, l.Item2))]);
            var gross = @case.lines.Sum(l => (long)l.Item1 * l.Item2);
            return price.Lines.Sum(l => l.Amount.MinorUnits) == price.Subtotal.MinorUnits
                && price.Lines.Sum(l => l.Tax.MinorUnits) == price.Tax.MinorUnits
                && (@case.inclusive ? price.Total : price.Subtotal).MinorUnits == gross
                && !price.Tax.IsNegative;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void M10_The_closest_rule_wins_and_an_ended_one_counts_no_more()
    {
        var everywhere = TaxRule.Create(Guid.CreateVersion7(), null, null, "Everywhere", 5, false);
        var india = TaxRule.Create(Guid.CreateVersion7(), "in", null, "IGST 18%", 18, false);
        var kerala = TaxRule.Create(Guid.CreateVersion7(), "IN", "KL", "Kerala", 9, false);
        TreatmentOf(new TaxLocation("IN", "KL", null)).Label.ShouldBe("Kerala");
        TreatmentOf(new TaxLocation("IN", "GA", "GST1")).ShouldBe(new TaxTreatment("IGST 18%", 18, false, "IN", "GA", "GST1"));
        TreatmentOf(TaxLocation.Unknown).Label.ShouldBe("Everywhere");
        everywhere.End(Day);
        TreatmentOf(TaxLocation.Unknown).RatePercent.ShouldBe(0);

        TaxTreatment TreatmentOf(TaxLocation where) =>
            new TaxTable([everywhere, india, kerala], SellerTaxProfile.Unknown).TreatmentFor(where, TaxClasses.Standard, Day);
    }

    private static CalculatedPrice Calculate(TaxTreatment tax, params (long Unit, int Quantity)[] lines) =>
        PriceCalculator.Calculate([.. lines.Select(l => new PricedLine("Line", l.Quantity, new Money(l.Unit, Currency.Usd)))], tax);
}
