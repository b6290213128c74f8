using System.Runtime.InteropServices;
using HarfBuzzSharp;
using PdfSharp.Fonts;
using Buffer = HarfBuzzSharp.Buffer;

namespace EzSolutions.Infrastructure.Billing.Documents;

/// <summary>
/// A font with its own rules of how letters join, stack and turn: Arabic letters take the form of their place, Indian syllables become one sign, and
/// right-to-left text comes out in the order it is seen.
/// </summary>
internal sealed class ShapedFont : IDisposable
{
    private const int PrivateLetters = 0xF0000;

    private readonly Font _font;

    public ShapedFont(byte[] file)
    {
        File = file;
        var pinned = GCHandle.Alloc(file, GCHandleType.Pinned);
        using var blob = new Blob(pinned.AddrOfPinnedObject(), file.Length, MemoryMode.ReadOnly, pinned.Free);
        using var face = new Face(blob, 0);
        _font = new Font(face);
        _font.SetFunctionsOpenType();
    }

    public byte[] File { get; }

    public void Dispose() => _font.Dispose();

    public bool Has(int codePoint) => _font.TryGetGlyph((uint)codePoint, out var glyph) && glyph != 0;

    /// <summary>The signs to draw, left to right, each with the letter it stands for.</summary>
    public CodePointGlyphIndexPair[] Shape(string text)
    {
        using var buffer = new Buffer();
        buffer.AddUtf16(text);
        buffer.GuessSegmentProperties();
        _font.Shape(buffer);
        return [.. buffer.GlyphInfos.Select(sign => new CodePointGlyphIndexPair(LetterOf(sign, text), (ushort)sign.Codepoint))];
    }

    /// <summary>A document keeps one sign a letter: a sign that is not its letter's usual one goes by a private letter of its own.</summary>
    private int LetterOf(GlyphInfo sign, string text)
    {
        var letter = char.ConvertToUtf32(text, (int)sign.Cluster);
        return _font.TryGetGlyph((uint)letter, out var usual) && usual == sign.Codepoint ? letter : PrivateLetters + (int)sign.Codepoint;
    }
}
