using System.Text;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Conversations;

/// <summary>What becomes of text that comes from outside before it is kept: always text, never markup (C08).</summary>
public static class MessageText
{
    /// <summary>Longest message in UTF-8 bytes.</summary>
    public const int MaxBytes = 8 * 1024;

    /// <summary>Cleaned text, or why it is refused.</summary>
    public static Result<string> Accept(string? raw)
    {
        // Refused before any work is done on it; cleaning never makes a text this much shorter.
        if (raw is { Length: > MaxBytes * 2 })
            return ConversationErrors.MessageTooLong;
        var text = Clean(raw ?? "").Trim();
        if (text.Length == 0)
            return ConversationErrors.MessageEmpty;
        return Encoding.UTF8.GetByteCount(text) > MaxBytes ? ConversationErrors.MessageTooLong : text;
    }

    /// <summary>Control characters removed (line feed and tab stay), lone surrogates replaced, normal form C.</summary>
    public static string Clean(string raw)
    {
        var clean = new StringBuilder(raw.Length);
        foreach (var rune in raw.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t')
                clean.Append(rune.ToString());
        }
        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The beginning of a text, for previews; never cuts a character in two.</summary>
    public static string Shorten(string text, int maxLength)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        if (line.Length <= maxLength)
            return line;
        var end = char.IsHighSurrogate(line[maxLength - 2]) ? maxLength - 2 : maxLength - 1;
        return string.Concat(line.AsSpan(0, end).TrimEnd(), "…");
    }
}
