using System.Buffers;
using System.Globalization;
using System.Text;

namespace EzSolutions.Bot.Understanding.Text;

/// <summary>Makes any text safe and plain: compatibility-normalised, no control or format characters, emoji as words or gone.</summary>
internal static class TextCleaner
{
    /// <summary>The chat limit is 8 KB per message (rules.md); what stands after that is never looked at.</summary>
    public const int MaximumLength = 8192;

    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var source = text.Length > MaximumLength ? text[..MaximumLength] : text;
        if (!Ascii.IsValid(source)) source = Compose(source);
        return Fold(source);
    }

    // Normalising refuses lone surrogates, and a hostile message may well hold some.
    private static string Compose(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar) whole.Append(' ');
            else whole.Append(Spoken(rune) ?? rune.ToString());
        }

        var composed = whole.ToString().Normalize(NormalizationForm.FormKC);
        return composed.Length > MaximumLength ? composed[..MaximumLength] : composed;
    }

    private static string? Spoken(Rune rune) => rune.Value switch
    {
        0x1F44D or 0x2705 or 0x1F44C or 0x2714 => " yes ",
        0x1F44E or 0x274C => " no ",
        0x1F64F => " thanks ",
        0x1F44B => " hello ",
        0x2192 or 0x27A1 => " to ",
        _ => null,
    };

    private static string Fold(string text)
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            var length = 0;
            foreach (var c in text)
            {
                var folded = FoldChar(c);
                if (folded != '\0') buffer[length++] = folded;
            }

            var kept = buffer.AsSpan(0, length);
            return kept.SequenceEqual(text) ? text : new string(kept);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private static char FoldChar(char c)
    {
        if (c is >= ' ' and < '\x7f') return c;
        if (c is '\n' or '\r' or '\u2028' or '\u2029') return '\n';
        if (c is '\u2018' or '\u2019' or '\u02bc' or '\u00b4') return '\'';
        if (c is '\u201c' or '\u201d' or '\u00ab' or '\u00bb') return '"';
        if (c is '\u2013' or '\u2014' or '\u2212') return '-';
        return char.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.Format => '\0',
            UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator => ' ',
            UnicodeCategory.EnclosingMark or UnicodeCategory.NonSpacingMark => '\0',
            _ => c,
        };
    }
}
