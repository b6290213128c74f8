using EzSolutions.Application.Ordering;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Tests.Ordering;

public sealed class OrderPricingTests
{
    private static readonly TaxTreatment NoTax = TaxTreatment.None(TaxLocation.Unknown);
    private static readonly OrderDraft Draft = new("vps-m", BillingCycle.Monthly);

    [Fact]
    public void Defaults_are_filled_in_and_shown()
    {
        var priced = Price(Draft);
        priced.Draft.OperatingSystem.ShouldBe("debian-12");
        priced.Draft.Region.ShouldBe("frankfurt");
        priced.Draft.Currency.ShouldBe("USD");
        priced.ToQuote().Total.ShouldBe(new Money(1_700, Currency.Usd));
        priced.ToQuote().Lines.Select(l => l.Description).ShouldBe(["VPS M, monthly", "VPS M, setup"]);
    }

    [Fact]
    public void C05_The_content_hash_changes_with_anything_that_was_agreed()
    {
        var hashes = new[]
        {
            Price(Draft), Price(Draft with { Hostname = "web1" }), Price(Draft with { OperatingSystem = "ubuntu" }), Price(Draft with { Region = "mumbai" }),
            Price(Draft, tax: NoTax with { RatePercent = 19, Label = "VAT 19%" }), Price(Draft, cents: 1_201),
        }.Select(p => p.ContentHash).ToList();
        hashes.Distinct(StringComparer.Ordinal).Count().ShouldBe(hashes.Count);
        Price(Draft with { ProductCode = " VPS-M ", OperatingSystem = "Debian 12" }).ContentHash.ShouldBe(hashes[0]);
    }

    [Theory]
    [InlineData("hostname_invalid", "-bad-", null, null, null)]
    [InlineData("operating_system_not_offered", null, "windows", null, null)]
    [InlineData("region_not_offered", null, null, "moon", null)]
    [InlineData("ssh_key_invalid", null, null, null, "not a key")]
    public void What_is_not_offered_is_refused(string code, string? hostname, string? system, string? region, string? sshKey) =>
        OrderPricing.Price(Draft with { Hostname = hostname, OperatingSystem = system, Region = region, SshKey = sshKey }, Product(1_200), new OrderTerms(Currency.Usd, NoTax))
            .Error!.Code.ShouldBe(code);

    [Fact]
    public void M11_A_cycle_without_a_price_is_refused() =>
        OrderPricing.Price(Draft with { Cycle = BillingCycle.Annual }, Product(1_200), new OrderTerms(Currency.Usd, NoTax)).Error!.Code.ShouldBe("price_missing");

    [Fact]
    public void A_withdrawn_or_sold_out_product_is_refused()
    {
        var withdrawn = Product(1_200);
        withdrawn.Withdraw(DateTimeOffset.UnixEpoch);
        OrderPricing.Price(Draft, withdrawn, new OrderTerms(Currency.Usd, NoTax)).Error!.Code.ShouldBe("product_withdrawn");
        var soldOut = Product(1_200);
        soldOut.SetStock(0);
        OrderPricing.Price(Draft, soldOut, new OrderTerms(Currency.Usd, NoTax)).Error!.Code.ShouldBe("out_of_stock");
    }

    [Fact]
    public void M09_The_snapshot_carries_what_delivery_needs()
    {
        var snapshot = Price(Draft with { Region = "mumbai" }).Snapshot("vps-m-1a2b");
        snapshot.Count.ShouldBe(2);
        snapshot[0]!.ShouldSatisfyAllConditions(
            s => s.Code.ShouldBe("vps-m"), s => s.Specs.RamGb.ShouldBe(4), s => s.Hostname.ShouldBe("vps-m-1a2b"), s => s.Region.ShouldBe("mumbai"),
            s => s.RecurringPrice.MinorUnits.ShouldBe(1_200));
        snapshot[1].ShouldBeNull();
    }

    private static PricedOrder Price(OrderDraft draft, TaxTreatment? tax = null, long cents = 1_200) =>
        OrderPricing.Price(draft, Product(cents), new OrderTerms(Currency.Usd, tax ?? NoTax)).Value;

    private static Product Product(long cents)
    {
        var product = Domain.Catalog.Product.Create(
            Guid.Empty, "vps-m", ProductType.Vps,
            new ProductDetails("VPS M", "", new Specs(4, 2, 80, 4, null), ["debian-12", "ubuntu-24.04"], ["frankfurt", "mumbai"]));
        product.SetPrice(BillingCycle.Monthly, new Money(cents, Currency.Usd), new Money(500, Currency.Usd));
        return product;
    }
}
