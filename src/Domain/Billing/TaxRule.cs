using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing;

/// <summary>One row of the installation's tax table (M10: no rate is written in code).</summary>
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

    public string Label { get; private set; } = "";

    public decimal RatePercent { get; private set; }

    public bool PricesIncludeTax { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public static TaxRule Create(Guid id, string? country, string? region, string label, decimal ratePercent, bool pricesIncludeTax)
    {
        if (ratePercent is < 0 or > 100)
            throw new ArgumentOutOfRangeException(nameof(ratePercent), ratePercent, "A tax rate is a percentage.");
        return new TaxRule(id)
        {
            Country = country?.Trim().ToUpperInvariant(),
            Region = region?.Trim().ToUpperInvariant(),
            Label = label.Trim(),
            RatePercent = ratePercent,
            PricesIncludeTax = pricesIncludeTax,
        };
    }

    public void End(DateTimeOffset at) => EndedAt ??= at;

    /// <summary>The treatment of the rule that fits most closely, or none.</summary>
    public static TaxTreatment Choose(IEnumerable<TaxRule> rules, TaxLocation where)
    {
        var best = rules
            .Where(r => r.EndedAt is null && r.Fits(where))
            .OrderByDescending(r => r.Region is not null)
            .ThenByDescending(r => r.Country is not null)
            .FirstOrDefault();
        return best is null
            ? TaxTreatment.None(where)
            : new TaxTreatment(best.Label, best.RatePercent, best.PricesIncludeTax, where.Country, where.Region, where.TaxId);
    }

    private bool Fits(TaxLocation where) =>
        (Country is null || string.Equals(Country, where.Country, StringComparison.OrdinalIgnoreCase)) &&
        (Region is null || string.Equals(Region, where.Region, StringComparison.OrdinalIgnoreCase));
}
