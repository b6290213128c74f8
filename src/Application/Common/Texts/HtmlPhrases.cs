using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace EzSolutions.Application.Common.Texts;

/// <summary>Texts in HTML. What they say and what is filled in is text, always (C08); only <see cref="Strong"/> makes a value bold.</summary>
public static class HtmlPhrases
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string SayHtml(this Phrases phrases, string key, params IReadOnlyList<(string Name, object? Value)> values) => Encoder
        .Encode(phrases.Say(key, values))
        .Replace(Mark(Strong.Begin), "<strong>", StringComparison.Ordinal)
        .Replace(Mark(Strong.End), "</strong>", StringComparison.Ordinal);

    private static string Mark(char mark) => Encoder.Encode(mark.ToString());
}

/// <summary>A value to be shown in bold.</summary>
public readonly record struct Strong(string? Text)
{
    internal const char Begin = '\u0001';
    internal const char End = '\u0002';

    public override string ToString() =>
        Begin + (Text ?? string.Empty).Replace(Begin.ToString(), string.Empty, StringComparison.Ordinal).Replace(End.ToString(), string.Empty, StringComparison.Ordinal) + End;
}
