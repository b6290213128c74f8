using System.Globalization;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Tax;
using EzSolutions.Domain.Common;

namespace EzSolutions.Infrastructure.Billing.Tax;

/// <summary>A seller and a tax table to try the product with, in Development: the EU's standard rates and Indian GST (M10). Nothing of it is in force elsewhere.</summary>
internal sealed class DemoTax(IStore store, IUnitOfWork unitOfWork, IIdGenerator ids, TimeProvider time) : IDemoSeed
{
    private static readonly (string Country, decimal Rate)[] EuropeanRates =
    [
        ("AT", 20), ("BE", 21), ("BG", 20), ("CY", 19), ("CZ", 21), ("DE", 19), ("DK", 25), ("EE", 24), ("ES", 21), ("FI", 25.5m), ("FR", 20), ("GR", 24),
        ("HR", 25), ("HU", 27), ("IE", 23), ("IT", 22), ("LT", 21), ("LU", 17), ("LV", 21), ("MT", 18), ("NL", 21), ("PL", 23), ("PT", 23), ("RO", 21),
        ("SE", 25), ("SI", 22), ("SK", 23),
    ];

    private static readonly SellerDetails Seller = new(
        "EZ Solutions Demo GmbH", "Musterstraße 1", "60311", "Frankfurt am Main", null, "DE", "billing@ez-solutions.example", null, "https://ez-solutions.example",
        [new SellerTaxId("DE", "VAT", "DE111111125")], ChargesDestinationVat: true,
        new SellerBankAccount("EZ Solutions Demo GmbH", "DE89370400440532013000", "COBADEFFXXX", "Demo Bank"), null, "Thank you for trying EZ Solutions.");

    public int Order => 11;

    public async Task SeedAsync(CancellationToken ct)
    {
        var seeded = await unitOfWork.RunAsync<Done>(
            async token =>
            {
                if (!await store.AnyAsync(store.Query<SellerProfile>(), token))
                    store.Add(SellerProfile.Create(Seller, time.GetUtcNow()));
                var known = await store.ListAsync(store.Query<TaxRule>().Select(r => r.Country), token);
                foreach (var (country, rate) in EuropeanRates.Where(r => !known.Contains(r.Country)))
                    AddRule(country, TaxScheme.EuVat, string.Create(CultureInfo.InvariantCulture, $"VAT {rate:0.##}%"), rate);
                if (!known.Contains("IN"))
                    AddRule("IN", TaxScheme.IndianGst, "GST 18%", 18);
                return Done.Value;
            },
            ct);
        if (seeded.Error is { } error)
            throw new InvalidOperationException($"The demo tax table could not be made: {error.Message}");
    }

    private void AddRule(string country, TaxScheme scheme, string label, decimal rate) =>
        store.Add(TaxRule.Create(ids.NewId(), new TaxRuleTerms(country, null, null, scheme, label, rate, [], PricesIncludeTax: false, ValidFrom: null)));
}
