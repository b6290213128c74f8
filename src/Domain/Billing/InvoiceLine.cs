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
}
