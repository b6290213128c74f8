using EzSolutions.Application.Common;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Infrastructure.Catalog;

/// <summary>Plans to try the product with, in Development: four VPS and three hosting plans, every cycle, three currencies.</summary>
internal sealed class DemoCatalog(IStore store, IUnitOfWork unitOfWork, IIdGenerator ids) : IDemoSeed
{
    private static readonly string[] Systems = ["debian-12", "debian-13", "ubuntu-24.04", "ubuntu-22.04", "almalinux-9"];
    private static readonly string[] Regions = ["frankfurt", "new-york", "mumbai"];

    /// <summary>Longer is cheaper; percent off twelve, six ... times the monthly price.</summary>
    private static readonly (BillingCycle Cycle, int Discount)[] Cycles =
    [
        (BillingCycle.Monthly, 0), (BillingCycle.Quarterly, 3), (BillingCycle.Semiannual, 5),
        (BillingCycle.Annual, 10), (BillingCycle.Biennial, 15), (BillingCycle.Triennial, 20),
    ];

    private static readonly Plan[] Plans =
    [
        new("vps-s", "VPS S", "For a first project, a bot or a small site.", new Specs(2, 1, 40, 2, null), 600, 550, 49_900),
        new("vps-m", "VPS M", "For a busy site, an online shop or a small team.", new Specs(4, 2, 80, 4, null), 1_200, 1_100, 99_900),
        new("vps-l", "VPS L", "For applications with a database beside them.", new Specs(8, 4, 160, 8, null), 2_400, 2_200, 199_900),
        new("vps-xl", "VPS XL", "For heavy traffic, builds and game servers.", new Specs(16, 8, 320, 16, null), 4_800, 4_400, 399_900),
        new("hosting-starter", "Hosting Starter", "One website with e-mail and a free certificate.", new Specs(null, null, 10, null, 1), 300, 280, 24_900),
        new("hosting-business", "Hosting Business", "Ten websites, daily backups, staging.", new Specs(null, null, 50, null, 10), 700, 650, 59_900),
        new("hosting-pro", "Hosting Pro", "Up to a hundred websites on fast storage.", new Specs(null, null, 200, null, 100), 1_500, 1_400, 129_900),
    ];

    public int Order => 10;

    public async Task SeedAsync(CancellationToken ct)
    {
        var seeded = await unitOfWork.RunAsync<Done>(
            async token =>
            {
                var known = await store.ListAsync(store.Query<Product>().Select(p => p.Code), token);
                foreach (var plan in Plans.Where(p => !known.Contains(p.Code)))
                    store.Add(Create(plan));
                return Done.Value;
            },
            ct);
        if (seeded.Error is { } error)
            throw new InvalidOperationException($"The demo catalogue could not be made: {error.Message}");
    }

    private Product Create(Plan plan)
    {
        var isVps = plan.Specs.Vcpu is not null;
        var product = Product.Create(
            ids.NewId(), plan.Code, isVps ? ProductType.Vps : ProductType.Hosting,
            new ProductDetails(plan.Name, plan.Description, plan.Specs, isVps ? Systems : [], isVps ? Regions : []));
        foreach (var (cycle, discount) in Cycles)
        {
            foreach (var (code, monthly) in new[] { ("USD", plan.Usd), ("EUR", plan.Eur), ("INR", plan.Inr) })
            {
                var price = (new Money(monthly, Currency.Of(code)) * cycle.Months()).MultiplyRounded((100 - discount) / 100m);
                if (product.SetPrice(cycle, price, Money.Zero(price.Currency)).Error is { } error)
                    throw new InvalidOperationException(error.Message);
            }
        }

        return product;
    }

    /// <param name="Usd">Monthly prices in minor units.</param>
    private sealed record Plan(string Code, string Name, string Description, Specs Specs, long Usd, long Eur, long Inr);
}
