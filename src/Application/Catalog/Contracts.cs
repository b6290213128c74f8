using EzSolutions.Application.Common;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Catalog;

/// <summary>A product as customers see it.</summary>
/// <param name="Code">Stable short code, e.g. <c>vps-m</c>.</param>
/// <param name="Name">Display name, e.g. <c>VPS M</c>.</param>
/// <param name="Specs">What is in it; sizes in GB and cores; null where it does not apply.</param>
/// <param name="InStock">False when it can be seen but not ordered now.</param>
public sealed record ProductView(
    Guid Id, string Code, string Name, ProductType Type, string Description, ProductSpecs Specs,
    IReadOnlyList<PriceView> Prices, bool InStock, IReadOnlyList<string> OperatingSystems, IReadOnlyList<string> Regions)
{
    /// <summary>The price of a cycle in a currency, or null when there is none (M11: never zero).</summary>
    public PriceView? PriceFor(BillingCycle cycle, Currency currency) => Prices.FirstOrDefault(p => p.Cycle == cycle && p.Price.Currency == currency);
}

public sealed record ProductSpecs(int? RamGb, int? Vcpu, int? DiskGb, int? TrafficTb, int? Websites);

/// <param name="Price">For the whole cycle, without tax unless the installation's prices include it.</param>
/// <param name="Setup">Once, with the first invoice.</param>
public sealed record PriceView(BillingCycle Cycle, Money Price, Money Setup);
