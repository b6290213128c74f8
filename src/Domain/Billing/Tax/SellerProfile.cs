using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.Tax;

/// <summary>Who sells: the one row that invoices name as the seller, and that decides where tax is due. A finalised invoice keeps its own copy (M09).</summary>
public sealed class SellerProfile : Aggregate
{
    /// <summary>There is one.</summary>
    public static readonly Guid TheOne = new("5e11e400-0000-7000-8000-000000000001");

    private SellerProfile(Guid id)
        : base(id)
    {
    }

    private SellerProfile()
    {
    }

    public SellerDetails Details { get; private set; } = SellerDetails.Unknown;

    public DateTimeOffset ChangedAt { get; private set; }

    public SellerTaxProfile Tax => new(Details.Country, Details.Region, Details.ChargesDestinationVat);

    public static SellerProfile Create(SellerDetails details, DateTimeOffset now) => new(TheOne) { Details = details, ChangedAt = now };

    public void Change(SellerDetails details, DateTimeOffset now) => (Details, ChangedAt) = (details, now);
}

/// <param name="Name">Legal name.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Region">State or province; for India its two letters.</param>
/// <param name="TaxIds">As printed, one for each country the seller is registered in, the home country's first.</param>
/// <param name="ChargesDestinationVat">Registered to charge EU consumers the VAT of their own country (one-stop shop).</param>
/// <param name="BankAccount">For bank transfers; null where none are taken.</param>
/// <param name="InvoiceNote">Printed at the foot of every invoice.</param>
public sealed record SellerDetails(
    string Name, string Street, string PostalCode, string City, string? Region, string? Country, string Email, string? Phone, string? Website,
    IReadOnlyList<SellerTaxId> TaxIds, bool ChargesDestinationVat, SellerBankAccount? BankAccount, string? UpiId, string? InvoiceNote)
{
    public static readonly SellerDetails Unknown = new("", "", "", "", null, null, "", null, null, [], false, null, null, null);
}

/// <param name="Label">E.g. <c>VAT</c>, <c>GSTIN</c>.</param>
public sealed record SellerTaxId(string Country, string Label, string Number);

public sealed record SellerBankAccount(string Holder, string Iban, string? Bic, string? Bank);
