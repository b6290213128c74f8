using EzSolutions.Application.Catalog;
using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Infrastructure.Billing.Tax;
using EzSolutions.Infrastructure.Catalog;
using EzSolutions.Integration.Tests.Billing;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Catalog;

[Collection(BillingCollection.Name)]
public sealed class DemoCatalogTests(BillingWorld world)
{
    private static readonly Actor Bo = new Actor.Staff(Guid.CreateVersion7(), "Bo", new HashSet<StaffRole> { StaffRole.Billing });

    [Fact]
    public async Task Seeding_twice_puts_every_plan_on_sale_once()
    {
        await SeedAsync();
        await SeedAsync();
        var plans = (await world.SendAsync(new BrowseProducts(ProductType.Vps), new Actor.Visitor(null))).Value.Where(p => p.Code.StartsWith("vps-", StringComparison.Ordinal)).ToList();
        plans.Select(p => p.Code).ShouldBe(["vps-s", "vps-m", "vps-l", "vps-xl"]);
        plans[1].Prices.Count.ShouldBe(18);
        plans[1].PriceFor(BillingCycle.Annual, Currency.Usd)!.Price.MinorUnits.ShouldBe(12_960);
        (await world.SendAsync(new GetProduct("hosting-pro"), new Actor.Visitor(null))).Value.Specs.Websites.ShouldBe(100);
    }

    [Fact]
    public async Task M10_A_customer_in_Germany_is_quoted_and_invoiced_with_VAT()
    {
        await SeedAsync();
        var customer = await world.NewCustomerAsync("de");
        var quote = (await world.SendAsync(new QuoteOrder(new OrderDraft("vps-m", BillingCycle.Monthly)), customer)).Value;
        quote.TaxLabel.ShouldBe("VAT 19%");
        quote.Tax.MinorUnits.ShouldBe(228);
        (await world.PlaceAsync(customer, "vps-m")).Total.ShouldBe(quote.Total);
        (await world.SendAsync(new QuoteOrder(new OrderDraft("vps-m", BillingCycle.Monthly)), new Actor.Visitor(null))).Value.Tax.IsZero.ShouldBeTrue();
    }

    [Fact]
    public async Task Only_billing_staff_change_the_catalogue()
    {
        var create = new CreateProduct($"x-{Guid.CreateVersion7():N}", ProductType.Hosting, new ProductInput("X", "", new ProductSpecs(null, null, 10, null, 1)));
        (await world.SendAsync(create, await world.NewCustomerAsync())).Error!.Code.ShouldBe("forbidden");
        (await world.SendAsync(create, new Actor.Staff(Guid.CreateVersion7(), "Sam", new HashSet<StaffRole> { StaffRole.Support }))).Error!.Code.ShouldBe("forbidden");
        (await world.SendAsync(create, Bo)).IsSuccess.ShouldBeTrue();
        (await world.SendAsync(create, Bo)).Error!.Code.ShouldBe("product_code_taken");
        (await world.SendAsync(create with { Code = "no spaces" }, Bo)).Error!.Code.ShouldBe("validation_failed");
        (await world.SendAsync(new SetProductPrice(create.Code, BillingCycle.Monthly, "XYZ", 100), Bo)).Error!.Code.ShouldBe("validation_failed");
    }

    private Task<int> SeedAsync() => world.InScopeAsync(async services =>
    {
        foreach (var seed in services.GetServices<IDemoSeed>().Where(s => s is DemoCatalog or DemoTax).OrderBy(s => s.Order))
            await seed.SeedAsync(default);
        return 0;
    });
}
