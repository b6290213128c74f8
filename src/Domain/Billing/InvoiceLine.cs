using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing;

/// <summary>One line with the tax rule it was computed by (M10). Never changes once the invoice is finalised (M09).</summary>
public sealed class InvoiceLine
{
    internal InvoiceLine(int position, CalculatedLine line)
    {
        Position = position;
        Description = line.Description;
        Quantity = line.Quantity;
        Amount = line.Amount;
        Tax = line.Tax;
        TaxRatePercent = line.Treatment.RatePercent;
        TaxLabel = line.Treatment.Label;
        TaxIncluded = line.Treatment.PricesIncludeTax;
        TaxCountry = line.Treatment.Country;
        TaxRegion = line.Treatment.Region;
        CustomerTaxId = line.Treatment.TaxId;
        TaxKind = line.Treatment.Kind;
        TaxNote = line.Treatment.Note;
        Taxes = line.Taxes;
        CommodityCode = line.CommodityCode;
        Discount = line.Discount;
        DiscountLabel = line.DiscountLabel;
    }

    private InvoiceLine()
    {
    }

    public int Position { get; private set; }

    public string Description { get; private set; } = "";

    public int Quantity { get; private set; }

    /// <summary>Without tax, for the whole quantity.</summary>
    public Money Amount { get; private set; }

    public Money Tax { get; private set; }

    public decimal TaxRatePercent { get; private set; }

    public string TaxLabel { get; private set; } = "";

    public bool TaxIncluded { get; private set; }

    public string? TaxCountry { get; private set; }

    public string? TaxRegion { get; private set; }

    public string? CustomerTaxId { get; private set; }

    public TaxKind TaxKind { get; private set; }

    /// <summary>What the law wants said, e.g. the reverse-charge sentence.</summary>
    public string? TaxNote { get; private set; }

    /// <summary>Each tax of the line; their sum is <see cref="Tax"/>.</summary>
    public IReadOnlyList<TaxAmount> Taxes { get; private set; } = [];

    /// <summary>HSN or SAC.</summary>
    public string? CommodityCode { get; private set; }

    /// <summary>Already taken off <see cref="Amount"/>; in the terms of the price list.</summary>
    public Money Discount { get; private set; }

    /// <summary>E.g. <c>SPRING25: 25% off</c>.</summary>
    public string? DiscountLabel { get; private set; }
}
