using PdfSharp.Events;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace EzSolutions.Infrastructure.Billing.Documents;

/// <summary>
/// Puts shaped signs into a document in place of letters. The library takes as many signs as its text has characters, so a run whose script needs shaping
/// is given to it as that many stand-ins, and its signs when it asks for them.
/// </summary>
internal sealed class TextShaping
{
    private const char StandIn = '\uE000';
    private const char LastOfLatin = '\u024F';

    private readonly DocumentFonts _fonts;
    private readonly Dictionary<(string Family, bool Bold, string Text), CodePointGlyphIndexPair[]> _shaped = [];
    private CodePointGlyphIndexPair[] _next = [];

    public TextShaping(DocumentFonts fonts, PdfDocument pdf)
    {
        _fonts = fonts;
        pdf.RenderEvents.RenderTextEvent += Replace;
    }

    /// <returns>What to measure or draw next with that font.</returns>
    public string Begin(TextRun run, bool bold)
    {
        if (!run.RightToLeft && run.Text.All(c => c <= LastOfLatin))
            return run.Text;
        if (!_shaped.TryGetValue((run.Family, bold, run.Text), out var signs))
            _shaped[(run.Family, bold, run.Text)] = signs = _fonts.Face(run.Family, bold).Shape(run.Text);
        _next = signs;
        return new string(StandIn, signs.Length);
    }

    private void Replace(object sender, RenderTextEventArgs text)
    {
        if (text.CodePointGlyphIndexPairs is [{ CodePoint: StandIn }, ..])
            text.CodePointGlyphIndexPairs = _next;
    }
}
