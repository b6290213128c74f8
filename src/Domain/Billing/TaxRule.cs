using EzSolutions.Domain.Billing.Tax;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing;

/// <summary>
/// One row of the installation's tax table (M10: no rate is written in code). It holds from its first day until its end, or until a rule for the
/// same place and product class with a later first day; it is never edited, so what a day's tax was can always be told.
/// </summary>
public sealed class TaxRule : Aggregate
{
    private TaxRule(Guid id)
        : base(id)
    {
    }

    private TaxRule()
    {
    }

    /// <summary>ISO 3166-1 alpha-2; null applies to every country that has no rule of its own.</summary>
    public string? Country { get; private set; }

    /// <summary>A part of the country; null applies to all of it.</summary>
    public string? Region { get; private set; }

    /// <summary>The product class it is for; null applies to all.</summary>
    public string? ProductClass { get; private set; }

    public TaxScheme Scheme { get; private set; }

    public string Label { get; private set; } = "";

    /// <summary>Of all components together.</summary>
    public decimal RatePercent { get; private set; }

    /// <summary>Where the place has several taxes at once; empty for one, named by the label.</summary>
    public IReadOnlyList<TaxComponent> Components { get; private set; } = [];

    public bool PricesIncludeTax { get; private set; }

    /// <summary>The first day it holds; null has always held.</summary>
    public DateOnly? ValidFrom { get; private set; }

    /// <summary>The first day it no longer holds; null has no end.</summary>
    public DateOnly? ValidUntil { get; private set; }

    public static TaxRule Create(Guid id, string? country, string? region, string label, decimal ratePercent, bool pricesIncludeTax) =>
        Create(id, new TaxRuleTerms(country, region, null, TaxScheme.Plain, label, ratePercent, [], pricesIncludeTax, null));

    public static TaxRule Create(Guid id, TaxRuleTerms terms)
    {
        var rate = terms.Components.Count == 0 ? terms.RatePercent : terms.Components.Sum(c => c.RatePercent);
        if (rate is < 0 or > 100 || terms.Components.Any(c => c.RatePercent < 0))
            throw new ArgumentOutOfRangeException(nameof(terms), rate, "A tax rate is a percentage.");
        return new TaxRule(id)
        {
            Country = terms.Country?.Trim().ToUpperInvariant(),
            Region = terms.Region?.Trim().ToUpperInvariant(),
            ProductClass = terms.ProductClass?.Trim().ToLowerInvariant(),
            Scheme = terms.Scheme,
            Label = terms.Label.Trim(),
            RatePercent = rate,
            Components = [.. terms.Components],
            PricesIncludeTax = terms.PricesIncludeTax,
            ValidFrom = terms.ValidFrom,
        };
    }

    /// <summary>From that day on it holds no more; an earlier end stays.</summary>
    public void End(DateOnly from) => ValidUntil = ValidUntil is { } earlier && earlier < from ? earlier : from;

    public bool HoldsOn(DateOnly day) => (ValidFrom is null || ValidFrom <= day) && (ValidUntil is null || day < ValidUntil);
}

/// <param name="RatePercent">Of the one tax; with several components their sum counts.</param>
public sealed record TaxRuleTerms(
    string? Country, string? Region, string? ProductClass, TaxScheme Scheme, string Label, decimal RatePercent,
    IReadOnlyList<TaxComponent> Components, bool PricesIncludeTax, DateOnly? ValidFrom);
