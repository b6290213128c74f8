using System.Collections.Frozen;

namespace EzSolutions.Domain.Billing.Tax;

/// <summary>The member states of the European Union's VAT area, by ISO 3166-1 alpha-2.</summary>
public static class EuMembers
{
    private static readonly FrozenSet<string> States = new[]
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
        "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> All => States;

    public static bool Contains(string? country) => country is not null && States.Contains(country);
}
