using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Tax;

namespace EzSolutions.Application.Billing.Invoices;

/// <summary>Seller and customer as documents show them.</summary>
internal static class InvoiceParties
{
    public static InvoiceParty Of(SellerDetails seller) =>
        new(seller.Name, null, Address(seller.Street, seller.PostalCode, seller.City, seller.Region, seller.Country), seller.Country, Told(seller.Email),
            [.. seller.TaxIds.Select(t => $"{t.Label} {t.Number}")])
        {
            Bank = seller.BankAccount is { } bank ? new InvoiceBank(bank.Holder, bank.Iban, bank.Bic, bank.Bank) : null,
            UpiId = Told(seller.UpiId),
            Note = Told(seller.InvoiceNote),
        };

    public static InvoiceParty Of(Customer customer) =>
        new(customer.Name, Told(customer.Company), Address(customer.Street, customer.PostalCode, customer.City, customer.Region, customer.Country),
            customer.Country, customer.Email, customer.TaxId is { } taxId ? [taxId] : [])
        {
            Locale = customer.Locale,
        };

    private static IReadOnlyList<string> Address(string? street, string? postalCode, string? city, string? region, string? country)
    {
        string?[] lines = [street, string.Join(' ', new[] { postalCode, city }.OfType<string>().Where(p => p.Length > 0)), region, country];
        return [.. lines.Select(Told).OfType<string>()];
    }

    private static string? Told(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
