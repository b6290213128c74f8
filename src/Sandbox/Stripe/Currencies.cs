using System.Globalization;

namespace EzSolutions.Sandbox.Stripe;

internal static class Currencies
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "usd", "eur", "gbp", "inr", "aud", "cad", "chf", "sek", "nok", "dkk", "pln", "czk", "jpy", "krw", "sgd", "hkd", "nzd", "brl", "mxn", "zar", "aed", "try", "ils", "huf", "ron", "bgn", "clp", "vnd", "thb", "myr", "php", "idr", "bhd", "jod", "kwd", "omr", "tnd",
    };

    private static readonly HashSet<string> WithoutDecimals = new(StringComparer.Ordinal) { "jpy", "krw", "clp", "vnd" };

    private static readonly HashSet<string> WithThreeDecimals = new(StringComparer.Ordinal) { "bhd", "jod", "kwd", "omr", "tnd" };

    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal)
    {
        ["usd"] = "$",
        ["eur"] = "€",
        ["gbp"] = "£",
        ["inr"] = "₹",
        ["jpy"] = "¥",
    };

    public static bool ZeroDecimal(string currency) => WithoutDecimals.Contains(currency);

    public static bool ThreeDecimal(string currency) => WithThreeDecimals.Contains(currency);

    public static string Check(string currency, string param)
    {
        var lower = currency.ToLowerInvariant();
        return Known.Contains(lower) ? lower
            : throw StripeRefusal.Invalid($"Invalid currency: {lower}. Stripe currently supports these currencies: {string.Join(", ", Known.Order(StringComparer.Ordinal))}", param);
    }

    public static string Show(long amount, string currency)
    {
        var number = ZeroDecimal(currency) ? amount.ToString("#,0", CultureInfo.InvariantCulture)
            : ThreeDecimal(currency) ? (amount / 1_000m).ToString("#,0.000", CultureInfo.InvariantCulture)
            : (amount / 100m).ToString("#,0.00", CultureInfo.InvariantCulture);
        return Signs.TryGetValue(currency, out var sign) ? sign + number : $"{number} {currency.ToUpperInvariant()}";
    }
}
