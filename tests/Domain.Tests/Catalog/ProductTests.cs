using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Tests.Catalog;

public sealed class ProductTests
{
    [Fact]
    public void M11_A_missing_price_is_an_error_and_never_zero()
    {
        var product = VpsM();
        product.PriceOf(BillingCycle.Annual, Currency.Usd).Error!.Code.ShouldBe("price_missing");
        product.PriceOf(BillingCycle.Monthly, Currency.Of("EUR")).Error!.Code.ShouldBe("price_missing");
        product.PriceOf(BillingCycle.Monthly, Currency.Usd).Value.Price.MinorUnits.ShouldBe(1_200);
    }

    [Fact]
    public void O09_Stock_is_taken_and_given_back_and_never_goes_below_nothing()
    {
        var product = VpsM();
        product.SetStock(1);
        product.Reserve(1).IsSuccess.ShouldBeTrue();
        product.InStock.ShouldBeFalse();
        product.Reserve(1).Error!.Code.ShouldBe("out_of_stock");
        product.Release(1);
        product.InStock.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, "debian-12")]
    [InlineData("Ubuntu", "ubuntu-24.04")]
    [InlineData("ubuntu 22.04", "ubuntu-22.04")]
    [InlineData("windows", null)]
    public void The_operating_system_a_customer_means_is_found(string? wanted, string? found) =>
        VpsM().MatchOperatingSystem(wanted).ShouldBe(found);

    [Fact]
    public void A_negative_price_and_mixed_currencies_are_refused()
    {
        var product = VpsM();
        product.SetPrice(BillingCycle.Monthly, new Money(-1, Currency.Usd), Money.Zero(Currency.Usd)).Error!.Code.ShouldBe("price_invalid");
        product.SetPrice(BillingCycle.Monthly, new Money(1, Currency.Usd), Money.Zero(Currency.Of("EUR"))).Error!.Code.ShouldBe("price_invalid");
    }

    private static Product VpsM()
    {
        var product = Product.Create(
            Guid.CreateVersion7(), "VPS-M", ProductType.Vps,
            new ProductDetails("VPS M", "", Specs.None, ["debian-12", "ubuntu-24.04", "ubuntu-22.04"], ["frankfurt"]));
        product.SetPrice(BillingCycle.Monthly, new Money(1_200, Currency.Usd), Money.Zero(Currency.Usd));
        return product;
    }
}
