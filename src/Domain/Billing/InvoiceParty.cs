namespace EzSolutions.Domain.Billing;

/// <summary>M09: who sold or who was billed, as they were when the document was issued; null parts were not told.</summary>
/// <param name="Address">Street, postal code and city, region, country: as printed, top to bottom.</param>
/// <param name="TaxIds">As printed, e.g. <c>VAT DE123456788</c>.</param>
public sealed record InvoiceParty(string Name, string? Company, IReadOnlyList<string> Address, string? Country, string? Email, IReadOnlyList<string> TaxIds)
{
    /// <summary>How to pay by bank transfer; set on a seller that takes them.</summary>
    public InvoiceBank? Bank { get; init; }

    /// <summary>BCP 47 tag of what a customer read when the document was issued: it is printed in that language whenever it is printed (M09). Null: in English.</summary>
    public string? Locale { get; init; }

    /// <summary>The seller's address for UPI payments.</summary>
    public string? UpiId { get; init; }

    /// <summary>What the seller wants said at the foot of its documents.</summary>
    public string? Note { get; init; }
}

public sealed record InvoiceBank(string Holder, string Iban, string? Bic, string? Bank);
