using EzSolutions.Domain.Catalog;

namespace EzSolutions.Application.Catalog;

internal static class ProductViews
{
    public static ProductView From(Product product) => new(
        product.Id, product.Code, product.Name, product.Type, product.Description, Of(product.Specs),
        [.. product.Prices.OrderBy(p => p.CurrencyCode, StringComparer.Ordinal).ThenBy(p => p.Cycle).Select(p => new PriceView(p.Cycle, p.Price, p.Setup))],
        product.InStock, product.OperatingSystems, product.Regions);

    public static StaffProductView ForStaff(Product product) =>
        new(From(product), product.Stock, product.WithdrawnAt, product.TaxClass, product.CommodityCode);

    /// <summary>What the cheapest way to have it costs a month; for ordering a list, not for charging.</summary>
    public static decimal MonthlyCost(Product product) =>
        product.Prices.Count == 0 ? decimal.MaxValue : product.Prices.Min(p => p.Price.ToDecimal() / p.Cycle.Months());

    public static Specs ToDomain(ProductSpecs specs) => new(specs.RamGb, specs.Vcpu, specs.DiskGb, specs.TrafficTb, specs.Websites);

    private static ProductSpecs Of(Specs specs) => new(specs.RamGb, specs.Vcpu, specs.DiskGb, specs.TrafficTb, specs.Websites);
}

/// <summary>A product as staff see it.</summary>
/// <param name="Stock">How many can still be ordered; null means no limit.</param>
/// <param name="WithdrawnAt">Set when it is no longer on sale.</param>
/// <param name="TaxClass">What tax rules may single it out by.</param>
/// <param name="CommodityCode">HSN or SAC; null where none is shown.</param>
public sealed record StaffProductView(ProductView Product, int? Stock, DateTimeOffset? WithdrawnAt, string TaxClass, string? CommodityCode);
