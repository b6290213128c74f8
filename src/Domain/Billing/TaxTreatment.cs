namespace EzSolutions.Domain.Billing;

/// <summary>Why a line carries the tax it does.</summary>
public enum TaxKind
{
    /// <summary>Taxed by the rule that applies; the rate may be zero.</summary>
    Taxed,

    /// <summary>The buyer accounts for the tax (EU, a business in another member state with a valid VAT id).</summary>
    ReverseCharge,

    /// <summary>The buyer is exempt, for the reason noted.</summary>
    Exempt,

    /// <summary>No rule of the installation applies.</summary>
    NotTaxed,
}

/// <summary>One tax of a line, e.g. <c>CGST 9%</c>; a line may carry several.</summary>
/// <param name="Label">As printed.</param>
/// <param name="RatePercent">E.g. 9 for 9 %.</param>
public sealed record TaxComponent(string Label, decimal RatePercent);

/// <summary>M10: the tax rule as it was when something was priced; copied onto every line, so a later change of rules changes nothing sold.</summary>
/// <param name="Label">As printed for all components together, e.g. <c>VAT 19%</c>.</param>
/// <param name="RatePercent">Of all components together, e.g. 19 for 19 %.</param>
/// <param name="PricesIncludeTax">True where the price list is tax-inclusive.</param>
/// <param name="Country">The customer's country it was chosen for (ISO 3166-1 alpha-2), if known.</param>
/// <param name="TaxId">The customer's tax id at the time, if any.</param>
public sealed record TaxTreatment(string Label, decimal RatePercent, bool PricesIncludeTax, string? Country, string? Region, string? TaxId)
{
    private readonly IReadOnlyList<TaxComponent>? _components;

    public TaxKind Kind { get; init; } = TaxKind.Taxed;

    /// <summary>Each is computed and rounded by itself; without any given, the whole is one.</summary>
    public IReadOnlyList<TaxComponent> Components
    {
        get => _components ?? (RatePercent == 0 ? [] : [new TaxComponent(Label, RatePercent)]);
        init
        {
            _components = value;
            RatePercent = value.Sum(c => c.RatePercent);
        }
    }

    /// <summary>The rate that a tax-inclusive price list contains, where it is not the rate charged: reverse charge takes the tax out of the price.</summary>
    public decimal? ListedRatePercent { get; init; }

    /// <summary>What the law wants said on the invoice, e.g. the reverse-charge sentence.</summary>
    public string? Note { get; init; }

    /// <summary>No rule of the installation applies.</summary>
    public static TaxTreatment None(TaxLocation where) => new("No tax", 0, false, where.Country, where.Region, where.TaxId) { Kind = TaxKind.NotTaxed };

    public bool Equals(TaxTreatment? other) =>
        other is not null && Label == other.Label && RatePercent == other.RatePercent && PricesIncludeTax == other.PricesIncludeTax
        && Country == other.Country && Region == other.Region && TaxId == other.TaxId && Kind == other.Kind
        && ListedRatePercent == other.ListedRatePercent && Note == other.Note && Components.SequenceEqual(other.Components);

    public override int GetHashCode() => HashCode.Combine(Label, RatePercent, PricesIncludeTax, Country, Region, TaxId, Kind);
}

/// <summary>What decides which rule applies.</summary>
/// <param name="Country">ISO 3166-1 alpha-2, upper case; null when not known.</param>
/// <param name="Region">State or province as tax law names it: for India the two letters of the state, e.g. <c>KL</c>.</param>
/// <param name="TaxId">In its normal form; it counts only when it is well-formed for the country.</param>
public sealed record TaxLocation(string? Country, string? Region, string? TaxId)
{
    public static readonly TaxLocation Unknown = new(null, null, null);

    /// <summary>Why staff have exempted this customer; null for most.</summary>
    public string? Exemption { get; init; }
}
