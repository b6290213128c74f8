using System.Collections.Frozen;

namespace EzSolutions.Domain.Common;

/// <summary>An ISO 4217 currency this system trades in; its scale is the number of minor-unit digits (M01).</summary>
public readonly record struct Currency
{
    private static readonly FrozenDictionary<string, (int Scale, string Symbol)> Known = new Dictionary<string, (int, string)>(StringComparer.Ordinal)
    {
        ["USD"] = (2, "$"),
        ["EUR"] = (2, "€"),
        ["GBP"] = (2, "£"),
        ["INR"] = (2, "₹"),
        ["AUD"] = (2, "A$"),
        ["CAD"] = (2, "C$"),
        ["CHF"] = (2, "CHF "),
        ["SEK"] = (2, "SEK "),
        ["NOK"] = (2, "NOK "),
        ["DKK"] = (2, "DKK "),
        ["PLN"] = (2, "PLN "),
        ["CZK"] = (2, "CZK "),
        ["SGD"] = (2, "S$"),
        ["NZD"] = (2, "NZ$"),
        ["AED"] = (2, "AED "),
        ["ZAR"] = (2, "R"),
        ["BRL"] = (2, "R$"),
        ["MXN"] = (2, "MX$"),
        ["JPY"] = (0, "¥"),
        ["KRW"] = (0, "₩"),
        ["BHD"] = (3, "BHD "),
        ["KWD"] = (3, "KWD "),
        ["JOD"] = (3, "JOD "),
        ["TND"] = (3, "TND "),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly string? _code;

    private Currency(string code) => _code = code;

    /// <summary>Three upper-case letters.</summary>
    public string Code => _code ?? throw new InvalidOperationException("An amount without a currency.");

    public int Scale => Known[Code].Scale;

    public string Symbol => Known[Code].Symbol;

    public static Currency Usd => new("USD");

    public static IReadOnlyList<string> Codes => Known.Keys;

    public static bool TryParse(string? code, out Currency currency)
    {
        var known = code is not null && Known.ContainsKey(code.ToUpperInvariant());
        currency = known ? new Currency(code!.ToUpperInvariant()) : default;
        return known;
    }

    /// <summary>A currency that must exist, as stored by ourselves.</summary>
    public static Currency Of(string code) =>
        TryParse(code, out var currency) ? currency : throw new ArgumentException($"Unknown currency '{code}'.", nameof(code));

    public override string ToString() => Code;
}
