using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Tax;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Tests.Billing.Tax;

public sealed class TaxTableTests
{
    private static readonly DateOnly Day = new(2026, 3, 1);
    private static readonly SellerTaxProfile Kerala = new("IN", "KL", false);
    private static readonly SellerTaxProfile German = new("DE", null, ChargesDestinationVat: true);
    private static readonly TaxRule Gst = Rule("IN", TaxScheme.IndianGst, "GST", 18);
    private static readonly TaxRule GermanVat = Rule("DE", TaxScheme.EuVat, "VAT 19%", 19);
    private static readonly TaxRule FrenchVat = Rule("FR", TaxScheme.EuVat, "VAT 20%", 20);

    [Fact]
    public void M10_India_is_split_inside_the_sellers_state_and_whole_outside()
    {
        var inside = Treatment(Kerala, new TaxLocation("IN", "KL", null), Gst);
        inside.Components.ShouldBe([new TaxComponent("CGST 9%", 9), new TaxComponent("SGST 9%", 9)]);
        inside.Label.ShouldBe("CGST 9% + SGST 9%");
        inside.Note.ShouldBe("Place of supply: Kerala (32)");
        var outside = Treatment(Kerala, new TaxLocation("IN", "MH", null), Gst);
        outside.Components.ShouldBe([new TaxComponent("IGST 18%", 18)]);
        Treatment(Kerala, new TaxLocation("IN", null, null), Gst).Label.ShouldBe("IGST 18%");
        Treatment(new SellerTaxProfile("IN", "CH", false), new TaxLocation("IN", "CH", null), Gst).Label.ShouldBe("CGST 9% + UTGST 9%");
        Treatment(German, new TaxLocation("IN", "KL", null), Gst).Label.ShouldBe("IGST 18%");
    }

    [Theory]
    [InlineData(105, 9, 9)] // 9.45: each half rounds by itself, so the halves are equal
    [InlineData(1_000, 90, 90)]
    [InlineData(99_900, 8_991, 8_991)]
    public void M01_Each_tax_of_a_line_is_rounded_once_and_the_line_carries_their_sum(long price, long central, long state)
    {
        var line = Priced(Treatment(Kerala, new TaxLocation("IN", "KL", null), Gst), price, "INR").Lines.Single();
        line.Taxes.Select(t => t.MinorUnits).ShouldBe([central, state]);
        line.Tax.MinorUnits.ShouldBe(central + state);
    }

    [Fact]
    public void M10_A_business_in_another_member_state_accounts_for_the_VAT_itself()
    {
        var reverse = Treatment(German, new TaxLocation("FR", null, "FR40303265045"), GermanVat, FrenchVat);
        reverse.Kind.ShouldBe(TaxKind.ReverseCharge);
        reverse.RatePercent.ShouldBe(0);
        reverse.Note!.ShouldContain("Article 196");
        Treatment(German, new TaxLocation("FR", null, "FR40303265046"), GermanVat, FrenchVat).Label.ShouldBe("VAT 20%");
        Treatment(German, new TaxLocation("DE", null, "DE136695976"), GermanVat, FrenchVat).Label.ShouldBe("VAT 19%");
        Treatment(Kerala, new TaxLocation("FR", null, "FR40303265045"), GermanVat, FrenchVat).Kind.ShouldBe(TaxKind.Taxed);
    }

    [Fact]
    public void M10_A_consumer_pays_the_sellers_VAT_until_the_seller_is_registered_for_theirs()
    {
        var consumer = new TaxLocation("FR", null, null);
        Treatment(German, consumer, GermanVat, FrenchVat).RatePercent.ShouldBe(20);
        Treatment(German with { ChargesDestinationVat = false }, consumer, GermanVat, FrenchVat).RatePercent.ShouldBe(19);
    }

    [Fact]
    public void M10_Reverse_charge_takes_the_tax_out_of_an_inclusive_price()
    {
        var inclusive = Rule("FR", TaxScheme.EuVat, "VAT 20%", 20, inclusive: true);
        Priced(Treatment(German, new TaxLocation("FR", null, null), inclusive), 1_200).Total.MinorUnits.ShouldBe(1_200);
        var reverse = Priced(Treatment(German, new TaxLocation("FR", null, "FR40303265045"), inclusive), 1_200);
        (reverse.Subtotal.MinorUnits, reverse.Tax.MinorUnits, reverse.Total.MinorUnits).ShouldBe((1_000L, 0L, 1_000L));
    }

    [Fact]
    public void M10_A_rate_changes_on_its_day()
    {
        var later = TaxRule.Create(Guid.CreateVersion7(), Terms("DE", TaxScheme.EuVat, "VAT 21%", 21) with { ValidFrom = new DateOnly(2027, 1, 1) });
        var table = new TaxTable([GermanVat, later], German);
        var where = new TaxLocation("DE", null, null);
        table.TreatmentFor(where, TaxClasses.Standard, new DateOnly(2026, 12, 31)).RatePercent.ShouldBe(19);
        table.TreatmentFor(where, TaxClasses.Standard, new DateOnly(2027, 1, 1)).RatePercent.ShouldBe(21);
        later.End(new DateOnly(2027, 7, 1));
        table.TreatmentFor(where, TaxClasses.Standard, new DateOnly(2027, 7, 1)).Kind.ShouldBe(TaxKind.NotTaxed);
    }

    [Fact]
    public void M10_A_product_class_may_have_a_rate_of_its_own()
    {
        var books = TaxRule.Create(Guid.CreateVersion7(), Terms("DE", TaxScheme.EuVat, "VAT 7%", 7) with { ProductClass = "publications" });
        var table = new TaxTable([GermanVat, books], German);
        table.TreatmentFor(new TaxLocation("DE", null, null), "publications", Day).RatePercent.ShouldBe(7);
        table.TreatmentFor(new TaxLocation("DE", null, null), TaxClasses.Standard, Day).RatePercent.ShouldBe(19);
    }

    [Fact]
    public void M10_Several_taxes_of_one_place_stand_side_by_side()
    {
        var quebec = TaxRule.Create(Guid.CreateVersion7(), new TaxRuleTerms(
            "CA", "QC", null, TaxScheme.Plain, "GST and QST", 0, [new TaxComponent("GST 5%", 5), new TaxComponent("QST 9.975%", 9.975m)], false, null));
        var line = Priced(Treatment(German, new TaxLocation("CA", "QC", null), quebec), 10_000, "CAD").Lines.Single();
        line.Taxes.Select(t => t.MinorUnits).ShouldBe([500, 998]);
        line.Treatment.RatePercent.ShouldBe(14.975m);
    }

    [Fact]
    public void M10_An_exempt_customer_pays_none_and_the_reason_is_said()
    {
        var exempt = Treatment(German, new TaxLocation("DE", null, null) { Exemption = "NATO forces, certificate 12" }, GermanVat);
        (exempt.Kind, exempt.RatePercent, exempt.Note).ShouldBe((TaxKind.Exempt, 0m, "NATO forces, certificate 12"));
    }

    [Theory]
    [InlineData("JPY", 1_005, 101)] // 100.5 yen
    [InlineData("BHD", 12_345, 1_235)] // 1.2345 dinars
    public void M01_Tax_is_rounded_in_the_currencys_own_minor_unit(string currency, long price, long tax) =>
        Priced(new TaxTreatment("Tax 10%", 10, false, null, null, null), price, currency).Tax.ShouldBe(new Money(tax, Currency.Of(currency)));

    [Fact]
    public void M10_Tax_is_on_what_a_discount_leaves()
    {
        var line = new PricedLine("VPS M, monthly", 1, new Money(1_000, Currency.Usd)) { Discount = new Money(250, Currency.Usd), DiscountLabel = "Q: 25% off" };
        var price = PriceCalculator.Calculate([line], new TaxTreatment("VAT 19%", 19, false, null, null, null));
        (price.Subtotal.MinorUnits, price.Tax.MinorUnits, price.Total.MinorUnits).ShouldBe((750L, 143L, 893L));
        price.Lines[0].Discount.MinorUnits.ShouldBe(250);
        Should.Throw<InvalidOperationException>(() => PriceCalculator.Calculate(
            [line with { Discount = new Money(1_001, Currency.Usd) }], TaxTreatment.None(TaxLocation.Unknown)));
    }

    private static TaxTreatment Treatment(SellerTaxProfile seller, TaxLocation customer, params TaxRule[] rules) =>
        new TaxTable(rules, seller).TreatmentFor(customer, TaxClasses.Standard, Day);

    private static CalculatedPrice Priced(TaxTreatment tax, long price, string currency = "EUR") =>
        PriceCalculator.Calculate([new PricedLine("Line", 1, new Money(price, Currency.Of(currency)))], tax);

    private static TaxRule Rule(string country, TaxScheme scheme, string label, decimal rate, bool inclusive = false) =>
        TaxRule.Create(Guid.CreateVersion7(), Terms(country, scheme, label, rate) with { PricesIncludeTax = inclusive });

    private static TaxRuleTerms Terms(string country, TaxScheme scheme, string label, decimal rate) =>
        new(country, null, null, scheme, label, rate, [], false, null);
}
