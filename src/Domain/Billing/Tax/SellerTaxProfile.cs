namespace EzSolutions.Domain.Billing.Tax;

/// <summary>What tax law needs to know of the seller.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Region">State or province, as in <see cref="TaxLocation"/>.</param>
/// <param name="ChargesDestinationVat">Registered to charge EU consumers the VAT of their own country (one-stop shop).</param>
public sealed record SellerTaxProfile(string? Country, string? Region, bool ChargesDestinationVat)
{
    public static readonly SellerTaxProfile Unknown = new(null, null, false);
}
