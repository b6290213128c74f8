using System.Buffers;
using System.Globalization;
using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding.Entities;

/// <summary>Our own numbers, however they are typed: INV-2026-000123, inv 2026 123, "invoice #123", TCK2026000007.</summary>
internal static class NumberGrammar
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789-_");

    public static void Read(Scan scan)
    {
        for (var i = 0; i < scan.Tokens.Count; i++)
        {
            if (scan.Taken(i)) continue;
            var token = scan.Tokens[i];
            if (token.Kind == TokenKind.Identifier && ReadJoined(scan, token.Text, i)) continue;
            if (token.Kind == TokenKind.Word && Series(token.Text) is { } series) ReadApart(scan, series, i);
        }
    }

    private static bool ReadJoined(Scan scan, string text, int at)
    {
        var letters = text.AsSpan().IndexOfAnyInRange('0', '9');
        var prefix = text.AsSpan(0, Math.Max(0, letters)).TrimEnd("-_").ToString();
        if (Series(prefix) is not { } series) return false;
        return Parse(text.AsSpan(letters), scan.Context.Today, out var year, out var number) && Emit(scan, series, year, number, at, at);
    }

    private static void ReadApart(Scan scan, string series, int at)
    {
        var next = at + 1;
        while (scan.Word(next) is "no" or "nr" or "number" or "num" or "id" or "with" && next - at < 3) next++;
        if (scan.Kind(next) is not (TokenKind.Number or TokenKind.Identifier) || scan.Tokens[next - 1].EndsSentence) return;
        var text = scan.Word(next);
        if (text.AsSpan().ContainsAnyExcept(Digits)) return;
        var last = next;
        if (text.Length == 4 && text.StartsWith("20", StringComparison.Ordinal) && scan.Kind(next + 1) == TokenKind.Number)
            text = text + "-" + scan.Word(last = next + 1);
        if (Parse(text, scan.Context.Today, out var year, out var number)) Emit(scan, series, year, number, at, last);
    }

    private static bool Parse(ReadOnlySpan<char> text, DateOnly today, out int year, out int number)
    {
        (year, number) = (today.Year, 0);
        var cut = text.IndexOfAny('-', '_');
        if (cut > 0)
        {
            var rest = text[(cut + 1)..].Trim("-_");
            return Integer(text[..cut], out year) && year is >= 2000 and < 2200 && Integer(rest, out number) && number > 0;
        }

        if (text.Length >= 9 && Integer(text[..4], out var leading) && leading is >= 2000 and < 2200)
        {
            year = leading;
            return Integer(text[4..], out number) && number > 0;
        }

        // A bare number is one of this year's.
        return year >= 2000 && text.Length <= 6 && Integer(text, out number) && number > 0;
    }

    private static bool Integer(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= 999_999_999;

    private static bool Emit(Scan scan, string series, int year, int number, int first, int last)
    {
        var slot = series switch { "INV" => SlotNames.InvoiceNumber, "ORD" => SlotNames.OrderNumber, _ => SlotNames.TicketNumber };
        scan.Add(slot, string.Create(CultureInfo.InvariantCulture, $"{series}-{year}-{number:D6}"), first, last);
        return true;
    }

    private static string? Series(string word) => word switch
    {
        "inv" or "invoice" or "bill" => "INV",
        "ord" or "order" => "ORD",
        "tck" or "tkt" or "ticket" or "case" => "TCK",
        _ => null,
    };
}
