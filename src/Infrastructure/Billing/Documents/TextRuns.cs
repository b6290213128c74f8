using System.Globalization;
using System.Text;

namespace EzSolutions.Infrastructure.Billing.Documents;

/// <summary>A piece of a line that one font can draw, all in one direction.</summary>
internal sealed record TextRun(string Text, string Family, bool RightToLeft);

/// <summary>Cuts a line into runs, in the order they are seen: a line that begins in a right-to-left script is read from the right.</summary>
internal sealed class TextRuns(DocumentFonts fonts)
{
    private const int NonJoiner = 0x200C;
    private const int Joiner = 0x200D;

    public IReadOnlyList<TextRun> Of(string line)
    {
        List<TextRun> runs = [];
        var text = new StringBuilder();
        (string Family, bool RightToLeft)? current = null;
        foreach (var sign in Signs(Printable(line)))
        {
            var own = Own(sign, current);
            if (current is { } open && open != own)
                Close(open);
            current = own;
            text.Append(sign);
        }

        if (current is { } last)
            Close(last);
        return Seen(runs);

        void Close((string Family, bool RightToLeft) run)
        {
            runs.Add(new TextRun(text.ToString(), run.Family, run.RightToLeft));
            text.Clear();
        }
    }

    private (string Family, bool RightToLeft) Own(string sign, (string Family, bool RightToLeft)? before)
    {
        var first = Rune.GetRuneAt(sign, 0);

        // Spaces and marks belong to what they stand in.
        if (before is { } open && IsNeutral(first) && Draws(open.Family, sign))
            return open;
        var family = DocumentFonts.Families.FirstOrDefault(f => Draws(f, sign)) ?? DocumentFonts.Main;
        return (family, IsRightToLeft(first));
    }

    private bool Draws(string family, string sign) => sign.EnumerateRunes().All(r => Rune.GetUnicodeCategory(r) == UnicodeCategory.Format || fonts.Face(family, bold: false).Has(r.Value));

    /// <summary>Neighbouring right-to-left runs are seen in the other order; in a right-to-left line, all of them are.</summary>
    private static IReadOnlyList<TextRun> Seen(List<TextRun> runs)
    {
        if (runs.Find(r => r.Text.EnumerateRunes().Any(rune => !IsNeutral(rune))) is { RightToLeft: true })
        {
            runs.Reverse();
            return runs;
        }

        for (var start = 0; start < runs.Count; start++)
        {
            var end = start;
            while (end < runs.Count && runs[end].RightToLeft)
                end++;
            if (end - start > 1)
                runs.Reverse(start, end - start);
            start = Math.Max(start, end);
        }

        return runs;
    }

    /// <summary>Without control characters and invisible turns of direction; halves of characters are shown as broken.</summary>
    private static string Printable(string line) => string.Concat(line.EnumerateRunes().Where(IsPrintable));

    private static bool IsPrintable(Rune rune) =>
        !Rune.IsControl(rune) && (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format || rune.Value is Joiner or NonJoiner);

    private static IEnumerable<string> Signs(string line)
    {
        var signs = StringInfo.GetTextElementEnumerator(line);
        while (signs.MoveNext())
            yield return signs.GetTextElement();
    }

    private static bool IsNeutral(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.SpaceSeparator or UnicodeCategory.OtherPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.Format or
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Hebrew, Arabic, Syriac, Thaana, N'Ko and the presentation forms.</summary>
    private static bool IsRightToLeft(Rune rune) => rune.Value is
        (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF)
        && !Rune.IsDigit(rune);
}
