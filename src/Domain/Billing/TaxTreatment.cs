namespace EzSolutions.Domain.Billing;

/// <summary>M10: the tax rule as it was when something was priced; copied onto every line, so a later change of rules changes nothing sold.</summary>
/// <param name="Label">As printed, e.g. <c>VAT 19%</c>.</param>
/// <param name="RatePercent">E.g. 19 for 19 %.</param>
/// <param name="PricesIncludeTax">True where the price list is tax-inclusive.</param>
/// <param name="Country">The customer's country it was chosen for (ISO 3166-1 alpha-2), if known.</param>
/// <param name="TaxId">The customer's tax id at the time, if any.</param>
public sealed record TaxTreatment(string Label, decimal RatePercent, bool PricesIncludeTax, string? Country, string? Region, string? TaxId)
{
    /// <summary>No rule of the installation applies.</summary>
    public static TaxTreatment None(TaxLocation where) => new("No tax", 0, false, where.Country, where.Region, where.TaxId);
}

/// <summary>What decides which rule applies.</summary>
/// <param name="Country">ISO 3166-1 alpha-2, upper case; null when not known.</param>
public sealed record TaxLocation(string? Country, string? Region, string? TaxId)
{
    public static readonly TaxLocation Unknown = new(null, null, null);
}
