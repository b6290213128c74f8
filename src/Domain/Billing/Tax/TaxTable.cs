using System.Globalization;

namespace EzSolutions.Domain.Billing.Tax;

/// <summary>
/// The installation's tax rules and its seller, loaded once: answers the treatment of any customer, product class and day without I/O, one
/// invoice or a million (M10).
/// </summary>
public sealed class TaxTable
{
    private const string ReverseChargeNote = "Reverse charge: the recipient accounts for the VAT (Article 196 of Council Directive 2006/112/EC).";

    private readonly ILookup<string, TaxRule> _rules;
    private readonly SellerTaxProfile _seller;

    public TaxTable(IEnumerable<TaxRule> rules, SellerTaxProfile seller)
    {
        _rules = rules.ToLookup(r => r.Country ?? "", StringComparer.Ordinal);
        _seller = seller;
    }

    /// <param name="customer">Country and region in upper case.</param>
    /// <param name="productClass">See <see cref="TaxClasses"/>.</param>
    /// <param name="day">The tax point: the invoice's day where the seller is.</param>
    public TaxTreatment TreatmentFor(TaxLocation customer, string productClass, DateOnly day)
    {
        if (Find(customer.Country, customer.Region, productClass, day) is not { } rule)
            return TaxTreatment.None(customer);
        if (customer.Exemption is { } reason)
            return WithoutTax(rule, customer, TaxKind.Exempt, "Tax exempt", reason);

        return rule.Scheme switch
        {
            TaxScheme.EuVat => EuVat(rule, customer, productClass, day),
            TaxScheme.IndianGst => Taxed(rule, customer, GstComponents(rule, customer)) with { Note = PlaceOfSupply(customer) },
            _ => Taxed(rule, customer, Components(rule)),
        };
    }

    private TaxTreatment EuVat(TaxRule rule, TaxLocation customer, string productClass, DateOnly day)
    {
        if (!EuMembers.Contains(_seller.Country) || customer.Country == _seller.Country)
            return Taxed(rule, customer, Components(rule));
        if (TaxIds.IsEuVatOf(customer.TaxId, customer.Country))
            return WithoutTax(rule, customer, TaxKind.ReverseCharge, "Reverse charge", ReverseChargeNote);

        // Until the seller is registered for destination VAT, a consumer elsewhere in the Union pays the seller's own.
        var home = _seller.ChargesDestinationVat ? null : Find(_seller.Country, _seller.Region, productClass, day);
        return Taxed(home ?? rule, customer, Components(home ?? rule));
    }

    private List<TaxComponent> GstComponents(TaxRule rule, TaxLocation customer)
    {
        // M10: CGST and SGST inside the seller's state, IGST outside. A customer who has not told theirs is outside.
        if (_seller.Country != "IN" || _seller.Region is null || customer.Region != _seller.Region)
            return [new TaxComponent($"IGST {Percent(rule.RatePercent)}", rule.RatePercent)];
        var half = rule.RatePercent / 2;
        var state = IndianStates.IsUnionTerritoryWithoutLegislature(customer.Region) ? "UTGST" : "SGST";
        return [new TaxComponent($"CGST {Percent(half)}", half), new TaxComponent($"{state} {Percent(half)}", half)];
    }

    private static string? PlaceOfSupply(TaxLocation customer) =>
        IndianStates.PlaceOfSupply(customer.Region) is { } place ? $"Place of supply: {place}" : null;

    private static IReadOnlyList<TaxComponent> Components(TaxRule rule)
    {
        if (rule.Components.Count > 0)
            return rule.Components;
        return rule.RatePercent == 0 ? [] : [new TaxComponent(rule.Label, rule.RatePercent)];
    }

    private static TaxTreatment Taxed(TaxRule rule, TaxLocation customer, IReadOnlyList<TaxComponent> components) =>
        new(components.Count == 0 ? rule.Label : string.Join(" + ", components.Select(c => c.Label)), rule.RatePercent, rule.PricesIncludeTax,
            customer.Country, customer.Region, customer.TaxId)
        {
            Components = components,
        };

    private static TaxTreatment WithoutTax(TaxRule rule, TaxLocation customer, TaxKind kind, string label, string note) =>
        new(label, 0, rule.PricesIncludeTax, customer.Country, customer.Region, customer.TaxId)
        {
            Kind = kind,
            ListedRatePercent = rule.PricesIncludeTax ? rule.RatePercent : null,
            Note = note,
        };

    /// <summary>The closest rule that holds: region before country before everywhere, the product's class before all, the latest of those.</summary>
    private TaxRule? Find(string? country, string? region, string productClass, DateOnly day) =>
        _rules[country ?? ""].Concat(country is null ? [] : _rules[""])
            .Where(r => (r.Region is null || r.Region == region) && (r.ProductClass is null || r.ProductClass == productClass)
                && (r.ValidFrom is null || r.ValidFrom <= day))
            .GroupBy(r => (r.Country, r.Region, r.ProductClass), (_, same) => same.OrderByDescending(r => r.ValidFrom ?? DateOnly.MinValue).First())
            .Where(r => r.HoldsOn(day))
            .OrderByDescending(r => r.Region is not null)
            .ThenByDescending(r => r.Country is not null)
            .ThenByDescending(r => r.ProductClass is not null)
            .FirstOrDefault();

    private static string Percent(decimal rate) => string.Create(CultureInfo.InvariantCulture, $"{rate:0.####}%");
}
