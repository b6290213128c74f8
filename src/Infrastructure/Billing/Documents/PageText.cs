using PdfSharp.Drawing;

namespace EzSolutions.Infrastructure.Billing.Documents;

internal enum Align
{
    Left,
    Right,
}

/// <summary>Measures, wraps and draws lines of text of any script on a page.</summary>
internal sealed class PageText(TextRuns runs, TextShaping shaping)
{
    private readonly Dictionary<(string Family, double Size, bool Bold), XFont> _fonts = [];

    public double Width(XGraphics page, string line, double size, bool bold = false) =>
        runs.Of(line).Sum(run => Measure(page, run, size, bold));

    /// <param name="x">The left edge, or for <see cref="Align.Right"/> the right one.</param>
    /// <param name="baseline">Where the letters stand.</param>
    public void Draw(XGraphics page, string line, double x, double baseline, double size, XBrush brush, bool bold = false, Align align = Align.Left)
    {
        var at = align == Align.Right ? x - Width(page, line, size, bold) : x;
        foreach (var run in runs.Of(line))
        {
            page.DrawString(shaping.Begin(run, bold), Font(run.Family, size, bold), brush, at, baseline);
            at += Measure(page, run, size, bold);
        }
    }

    /// <summary>Lines no wider than that, broken at spaces; a word that is wider by itself is cut.</summary>
    public List<string> Wrap(XGraphics page, string text, double width, double size, bool bold = false)
    {
        List<string> lines = [];
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Cut(page, w, width, size, bold)))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (line.Length > 0 && Width(page, longer, size, bold) > width)
                {
                    lines.Add(line);
                    longer = word;
                }

                line = longer;
            }

            if (line.Length > 0)
                lines.Add(line);
        }

        return lines;
    }

    private double Measure(XGraphics page, TextRun run, double size, bool bold) =>
        page.MeasureString(shaping.Begin(run, bold), Font(run.Family, size, bold)).Width;

    private IEnumerable<string> Cut(XGraphics page, string word, double width, double size, bool bold)
    {
        while (word.Length > 1 && Width(page, word, size, bold) > width)
        {
            var fits = word.Length - 1;
            while (fits > 1 && Width(page, word[..fits], size, bold) > width)
                fits = Math.Max(1, Math.Min(fits - 1, (int)(fits * 0.85)));
            if (char.IsHighSurrogate(word[fits - 1]))
                fits = fits > 1 ? fits - 1 : Math.Min(2, word.Length);
            yield return word[..fits];
            word = word[fits..];
        }

        if (word.Length > 0)
            yield return word;
    }

    private XFont Font(string family, double size, bool bold)
    {
        if (!_fonts.TryGetValue((family, size, bold), out var font))
            _fonts[(family, size, bold)] = font = new XFont(family, size, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular);
        return font;
    }
}
