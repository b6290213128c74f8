using System.Buffers;
using EzSolutions.Bot.Understanding.Entities;

namespace EzSolutions.Bot.Understanding.Text;

/// <summary>Recognises what a run of characters is by its shape alone.</summary>
internal static class Shapes
{
    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("0123456789abcdefABCDEF:.");
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.,");

    public static bool CanStart(char c) => char.IsLetterOrDigit(c) || c is '$' or '€' or '£' or '₹' or '¥';

    public static bool CanEnd(char c) => CanStart(c);

    public static bool IsEmail(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        if (at < 1 || text.Length > 254) return false;
        foreach (var c in text[..at])
            if (!char.IsLetterOrDigit(c) && c is not ('.' or '_' or '%' or '+' or '-')) return false;
        return IsDomain(text[(at + 1)..], anyEnding: true);
    }

    /// <summary>The host in a link, or the text itself.</summary>
    public static ReadOnlySpan<char> HostOf(ReadOnlySpan<char> text, out int offset)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        offset = scheme < 0 ? 0 : scheme + 3;
        var host = text[offset..];
        var stop = host.IndexOfAny('/', '?', '#');
        if (stop >= 0) host = host[..stop];
        var port = host.LastIndexOf(':');
        if (port > 0 && host.IndexOf(':') == port && !host[(port + 1)..].ContainsAnyExceptInRange('0', '9')) host = host[..port];
        return host;
    }

    public static bool IsDomain(ReadOnlySpan<char> text, bool anyEnding = false)
    {
        var dot = text.LastIndexOf('.');
        if (dot < 1 || text.Length > 253) return false;
        var ending = text[(dot + 1)..];
        if (ending.Length < 2 || !(anyEnding ? AllLetters(ending) : IsTopLevel(ending))) return false;
        var letters = false;
        foreach (var range in text[..dot].Split('.'))
        {
            var label = text[..dot][range];
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-') return false;
            foreach (var c in label)
            {
                letters |= char.IsLetter(c);
                if (!char.IsLetterOrDigit(c) && c is not ('-' or '_')) return false;
            }
        }

        return letters || text[..dot].IndexOf('.') < 0;
    }

    public static bool IsTopLevel(ReadOnlySpan<char> text) =>
        EntityWords.TopLevelDomains.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text);

    public static bool IsAddress(ReadOnlySpan<char> text)
    {
        if (text.Length is < 3 or > 45 || text.ContainsAnyExcept(AddressCharacters)) return false;
        return (text.Count('.') == 3 || text.Count(':') >= 2) && System.Net.IPAddress.TryParse(text, out _);
    }

    /// <summary>Digits, with grouping or a decimal part: 4, 24.04, 1,250.50, 1.250,50.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[^1])) return false;
        return !text.ContainsAnyExcept(NumberCharacters) && text.IndexOf(",,", StringComparison.Ordinal) < 0 &&
               text.IndexOf("..", StringComparison.Ordinal) < 0;
    }

    /// <summary>A name such as web1, db-prod-2, INV-2026-000123 or SAVE20; not 4gb, which is a number and a unit.</summary>
    public static bool IsIdentifier(ReadOnlySpan<char> text)
    {
        if (text.Length > 63 || !text.ContainsAnyInRange('0', '9')) return false;
        var letters = false;
        var joined = false;
        foreach (var c in text)
        {
            if (c is '-' or '_') joined = true;
            else if (char.IsLetter(c)) letters = true;
            else if (!char.IsAsciiDigit(c)) return false;
        }

        if (!letters) return joined;
        if (!char.IsAsciiDigit(text[0])) return !joined || !IsSizePhrase(text);
        return joined ? !IsSizePhrase(text) : IsCode(text);
    }

    public static bool IsOrdinalEnding(ReadOnlySpan<char> text) =>
        text.Equals("st", StringComparison.OrdinalIgnoreCase) || text.Equals("nd", StringComparison.OrdinalIgnoreCase) ||
        text.Equals("rd", StringComparison.OrdinalIgnoreCase) || text.Equals("th", StringComparison.OrdinalIgnoreCase);

    /// <summary>Copies the word with letters repeated <paramref name="from"/> times or more cut to <paramref name="keep"/>; returns the new length.</summary>
    public static int Squeeze(ReadOnlySpan<char> word, Span<char> into, int keep, int from = 3)
    {
        var length = 0;
        for (var i = 0; i < word.Length;)
        {
            var run = i;
            while (run < word.Length && word[run] == word[i]) run++;
            var copies = run - i >= from ? keep : run - i;
            for (var k = 0; k < copies; k++) into[length++] = word[i];
            i = run;
        }

        return length;
    }

    // "2-core" and "4-gb" are sizes; "2026-000123" and "7-zip-host" are not.
    private static bool IsSizePhrase(ReadOnlySpan<char> text)
    {
        var dash = text.IndexOf('-');
        return dash > 0 && !text[..dash].ContainsAnyExceptInRange('0', '9') && AllLetters(text[(dash + 1)..]);
    }

    // Letters and digits in turns ("7f3a9") are a code; digits then letters ("4gb") a quantity.
    private static bool IsCode(ReadOnlySpan<char> text)
    {
        var change = text.IndexOfAnyExceptInRange('0', '9');
        return text[change..].ContainsAnyInRange('0', '9');
    }

    private static bool AllLetters(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!char.IsLetter(c)) return false;
        return true;
    }
}
