using EzSolutions.Domain.Billing.Tax;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Catalog;

/// <summary>Something on sale. Orders copy what they need from it, so changing or withdrawing it touches no open order (M09).</summary>
public sealed class Product : Aggregate
{
    private readonly List<ProductPrice> _prices = [];

    private Product(Guid id, string code, ProductType type)
        : base(id)
    {
        Code = code;
        Type = type;
    }

    private Product()
    {
    }

    /// <summary>Stable short code in lower case, e.g. <c>vps-m</c>.</summary>
    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public ProductType Type { get; private set; }

    public string Description { get; private set; } = "";

    public Specs Specs { get; private set; } = Specs.None;

    /// <summary>What can be installed, the default first, e.g. <c>debian-12</c>; empty where it does not apply.</summary>
    public List<string> OperatingSystems { get; private set; } = [];

    /// <summary>Where it can be delivered, the default first; empty where it does not apply.</summary>
    public List<string> Regions { get; private set; } = [];

    /// <summary>What tax rules may single it out by, see <see cref="Billing.Tax.TaxClasses"/>.</summary>
    public string TaxClass { get; private set; } = TaxClasses.Standard;

    /// <summary>HSN or SAC, for invoices that must show it, e.g. <c>998315</c>.</summary>
    public string? CommodityCode { get; private set; }

    /// <summary>How many can still be ordered; null means no limit. Reservations are already taken off.</summary>
    public int? Stock { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public IReadOnlyList<ProductPrice> Prices => _prices;

    public bool InStock => Stock is null or > 0;

    public static Product Create(Guid id, string code, ProductType type, ProductDetails details)
    {
        var product = new Product(id, code.Trim().ToLowerInvariant(), type);
        product.Describe(details);
        return product;
    }

    public void Describe(ProductDetails details)
    {
        Name = details.Name.Trim();
        Description = details.Description.Trim();
        Specs = details.Specs;
        OperatingSystems = [.. details.OperatingSystems.Select(Normal).Distinct(StringComparer.Ordinal)];
        Regions = [.. details.Regions.Select(Normal).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Adds or replaces the price of a cycle in a currency.</summary>
    public Result<Done> SetPrice(BillingCycle cycle, Money price, Money setup)
    {
        if (price.IsNegative || setup.IsNegative || price.Currency != setup.Currency)
            return CatalogErrors.PriceNotPositive;

        if (FindPrice(cycle, price.Currency) is { } known)
            known.Change(price, setup);
        else
            _prices.Add(new ProductPrice(cycle, price, setup));
        return Done.Value;
    }

    public void RemovePrice(BillingCycle cycle, Currency currency)
    {
        if (FindPrice(cycle, currency) is { } known)
            _prices.Remove(known);
    }

    /// <summary>M11: a price that is not there is an error.</summary>
    public Result<ProductPrice> PriceOf(BillingCycle cycle, Currency currency) =>
        FindPrice(cycle, currency) is { } price ? price : CatalogErrors.PriceMissing(Name, cycle, currency);

    public void SetStock(int? available) =>
        Stock = available is < 0 ? throw new ArgumentOutOfRangeException(nameof(available), available, "Stock cannot be negative.") : available;

    /// <summary>How it is taxed from the next quote on; open orders keep what they were quoted (M09, M10).</summary>
    public void TaxAs(string taxClass, string? commodityCode) =>
        (TaxClass, CommodityCode) = (taxClass.Trim().ToLowerInvariant(), string.IsNullOrWhiteSpace(commodityCode) ? null : commodityCode.Trim());

    public void Withdraw(DateTimeOffset at) => WithdrawnAt ??= at;

    public void PutOnSale() => WithdrawnAt = null;

    /// <summary>O09: takes units out of stock; called under the row's lock.</summary>
    public Result<Done> Reserve(int quantity)
    {
        if (Stock is { } available)
        {
            if (available < quantity)
                return CatalogErrors.OutOfStock;
            Stock = available - quantity;
        }

        return Done.Value;
    }

    /// <summary>Puts reserved units back; called under the row's lock.</summary>
    public void Release(int quantity) => Stock += quantity;

    /// <summary>The operating system a customer means: an exact one, the product's default when none is named, or a bare family name's first.</summary>
    public string? MatchOperatingSystem(string? wanted) => Match(OperatingSystems, wanted);

    public string? MatchRegion(string? wanted) => Match(Regions, wanted);

    private static string? Match(List<string> offered, string? wanted)
    {
        if (string.IsNullOrWhiteSpace(wanted))
            return offered.FirstOrDefault();
        var name = Normal(wanted);
        return offered.Find(o => o == name) ?? offered.Find(o => o.StartsWith(name + "-", StringComparison.Ordinal));
    }

    private static string Normal(string text) => text.Trim().ToLowerInvariant().Replace(' ', '-');

    private ProductPrice? FindPrice(BillingCycle cycle, Currency currency) =>
        _prices.Find(p => p.Cycle == cycle && p.CurrencyCode == currency.Code);
}

/// <summary>What is shown of a product and may change while it is on sale.</summary>
public sealed record ProductDetails(
    string Name, string Description, Specs Specs, IReadOnlyList<string> OperatingSystems, IReadOnlyList<string> Regions);
