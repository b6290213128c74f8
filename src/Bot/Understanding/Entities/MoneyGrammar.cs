using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding.Entities;

/// <summary>Amounts with a currency: $50, 20 euros, 1.250,50 €, rs 500, five bucks.</summary>
internal static class MoneyGrammar
{
    public static void Read(Scan scan)
    {
        for (var i = 0; i < scan.Tokens.Count; i++)
        {
            if (scan.Kind(i) is not (TokenKind.Word or TokenKind.Currency) || !EntityWords.Currencies.TryGetValue(scan.Word(i), out var currency)) continue;
            if (IsAmount(scan, i - 1) && !scan.Taken(i - 1) && !(scan.Kind(i) == TokenKind.Currency && scan.Kind(i + 1) == TokenKind.Number))
                Emit(scan, i - 1, i - 1, i, currency);
            else if (scan.Kind(i + 1) == TokenKind.Number && !scan.Taken(i + 1))
                Emit(scan, i + 1, i, i + 1, currency);
        }
    }

    /// <summary>Decimal text with a full stop and no grouping.</summary>
    public static string Normalise(string number)
    {
        var decimalMark = number.LastIndexOfAny(['.', ',']);
        if (decimalMark < 0) return number;
        var decimals = number.Length - decimalMark - 1;
        var both = number.Contains('.', StringComparison.Ordinal) && number.Contains(',', StringComparison.Ordinal);
        var repeated = number.IndexOf(number[decimalMark], StringComparison.Ordinal) != decimalMark;
        // "1,250" and "1.250.000" are grouped; "12.5" and "1,250.50" have decimals.
        var grouped = repeated || (!both && decimals == 3);
        var whole = grouped ? number : number[..decimalMark];
        var digits = whole.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
        return grouped ? digits : digits + "." + number[(decimalMark + 1)..];
    }

    private static bool IsAmount(Scan scan, int at) => scan.Kind(at) == TokenKind.Number ||
        (scan.Kind(at) == TokenKind.Word && scan.Word(at) is not ("a" or "half" or "double" or "single" or "dual" or "quad") &&
         EntityWords.Numbers.ContainsKey(scan.Word(at)));

    private static void Emit(Scan scan, int number, int first, int last, string currency)
    {
        var text = scan.Kind(number) == TokenKind.Number
            ? Normalise(scan.Word(number))
            : EntityWords.Numbers[scan.Word(number)].ToString(System.Globalization.CultureInfo.InvariantCulture);
        scan.Add(SlotNames.Amount, text, first, last);
        scan.Add(SlotNames.Currency, currency, first, last);
    }
}
