using System.Text;

namespace EzSolutions.Domain.Conversations;

/// <summary>The kinds of files that may be sent, told by their first bytes. No SVG and no HTML: neither is ever served.</summary>
public sealed record FileType(string ContentType, string Extension)
{
    /// <summary>How far from the end an archive's directory may end: its comment has at most 64 KB.</summary>
    private const int ArchiveTail = 22 + 65_535;

    private static readonly FileType Text = new("text/plain; charset=utf-8", ".txt");

    private static readonly (byte[] Magic, int Offset, FileType Type)[] Known =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], 0, new("image/png", ".png")),
        ([0xFF, 0xD8, 0xFF], 0, new("image/jpeg", ".jpg")),
        ("GIF87a"u8.ToArray(), 0, new("image/gif", ".gif")),
        ("GIF89a"u8.ToArray(), 0, new("image/gif", ".gif")),
        ("WEBP"u8.ToArray(), 8, new("image/webp", ".webp")),
        ("%PDF-"u8.ToArray(), 0, new("application/pdf", ".pdf")),
    ];

    public static FileType? Recognise(ReadOnlySpan<byte> content)
    {
        foreach (var (magic, offset, type) in Known)
        {
            if (content.Length >= offset + magic.Length && content.Slice(offset, magic.Length).SequenceEqual(magic))
                return (offset == 0 || content.StartsWith("RIFF"u8)) && !EndsAsArchive(content) ? type : null;
        }
        return IsPlainText(content) ? Text : null;
    }

    /// <summary>A picture or a document that is an archive too (ZIP and its kin: JAR, Office files) is neither: archives are read from their end.</summary>
    private static bool EndsAsArchive(ReadOnlySpan<byte> content) =>
        content[^Math.Min(content.Length, ArchiveTail)..].IndexOf("PK\u0005\u0006"u8) >= 0;

    private static bool IsPlainText(ReadOnlySpan<byte> content)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
            return !LooksLikeMarkup(text) && text.All(c => !char.IsControl(c) || c is '\n' or '\r' or '\t');
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static bool LooksLikeMarkup(string text)
    {
        var start = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return start.StartsWith('<') && start.Length > 1 && (char.IsLetter(start[1]) || start[1] is '!' or '?' or '/');
    }
}
