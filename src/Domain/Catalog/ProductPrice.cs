using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Catalog;

/// <summary>What a product costs for one whole cycle in one currency.</summary>
public sealed class ProductPrice
{
    internal ProductPrice(BillingCycle cycle, Money price, Money setup)
    {
        Cycle = cycle;
        CurrencyCode = price.Currency.Code;
        Price = price;
        Setup = setup;
    }

    private ProductPrice()
    {
    }

    public BillingCycle Cycle { get; private set; }

    public string CurrencyCode { get; private set; } = "";

    public Money Price { get; private set; }

    /// <summary>Once, with the first invoice.</summary>
    public Money Setup { get; private set; }

    internal void Change(Money price, Money setup) => (Price, Setup) = (price, setup);
}
