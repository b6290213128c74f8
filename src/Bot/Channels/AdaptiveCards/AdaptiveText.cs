using System.Text;
using System.Text.Json.Nodes;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Channels.AdaptiveCards;

/// <summary>Text elements. Text runs show what they hold; a TextBlock and a fact are Markdown, so theirs is escaped (C08).</summary>
internal static class AdaptiveText
{
    /// <summary>CommonMark's marks that count wherever they stand. No more than that: a host without Markdown shows the strokes.</summary>
    private const string Marks = "\\`*_[]<~";

    /// <summary>A TextBlock, because only that can be a heading to a screen reader.</summary>
    public static JsonObject Heading(string text) => new()
    {
        ["type"] = "TextBlock",
        ["text"] = Escape(text),
        ["style"] = "heading",
        ["size"] = "Medium",
        ["weight"] = "Bolder",
        ["wrap"] = true,
    };

    public static JsonObject Plain(string text) => Block(Run(text));

    public static JsonObject Bold(string text, string? align = null)
    {
        var run = Run(text);
        run["weight"] = "Bolder";
        return Block(run, align);
    }

    public static JsonObject Subtle(string text)
    {
        var run = Run(text);
        run["isSubtle"] = true;
        var block = Block(run);
        block["spacing"] = "None";
        return block;
    }

    public static JsonObject Image(Uri address, string? title) => new()
    {
        ["type"] = "Image",
        ["url"] = address.AbsoluteUri,
        ["altText"] = title ?? string.Empty,
        ["size"] = "Stretch",
    };

    /// <summary>The lines of a text, each to be a block of its own: a run has no line breaks.</summary>
    public static IEnumerable<string> Lines(string? text, int longest)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        var kept = text.Length <= longest ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest), "…");
        return kept.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Markdown that shows exactly this text, on one line.</summary>
    public static string Escape(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        var escaped = new StringBuilder(line.Length + 8);
        for (var i = 0; i < line.Length; i++)
        {
            if (Marks.Contains(line[i], StringComparison.Ordinal) || StartsBlock(line, i) || StartsEntity(line, i))
                escaped.Append('\\');
            escaped.Append(line[i]);
        }
        return escaped.ToString();
    }

    /// <summary>Headings, lists and quotes are told by how a line begins.</summary>
    private static bool StartsBlock(string line, int at) => line[at] switch
    {
        '#' or '-' or '+' or '=' or '>' => at == 0,
        // The format's own date functions.
        '{' => at + 1 < line.Length && line[at + 1] == '{',
        '.' or ')' => at > 0 && line.AsSpan(0, at).ContainsAnyExceptInRange('0', '9') is false,
        _ => false,
    };

    private static bool StartsEntity(string line, int at) =>
        line[at] == '&' && at + 1 < line.Length && (char.IsAsciiLetter(line[at + 1]) || line[at + 1] == '#');

    private static JsonObject Run(string text) => new() { ["type"] = "TextRun", ["text"] = MessageText.Clean(text) };

    private static JsonObject Block(JsonObject run, string? align = null)
    {
        var block = new JsonObject { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray(run) };
        if (align is not null)
            block["horizontalAlignment"] = align;
        return block;
    }
}
