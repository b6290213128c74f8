using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Channels.Slack;

/// <summary>Text both ways. What we send stays text (C08): plain_text knows no markup, and the three signs that mean something are escaped elsewhere.</summary>
internal static partial class SlackText
{
    public const int LongestSection = 3_000;

    /// <summary>Slack cuts longer ones off.</summary>
    public const int LongestMessage = 12_000;

    /// <summary>In bytes, and with its signs escaped: more is refused in a message that changes.</summary>
    public const int LongestChange = 4_000;

    /// <summary>Of all blocks of a message; Slack refuses a little more than that.</summary>
    private const int LongestTogether = 12_000;

    /// <summary>How short texts get, one step after the other, until all of them fit.</summary>
    private static readonly int[] Steps = [1_500, 700, 300, 150, 75];

    /// <summary>One line; <c>emoji</c> off, so that <c>:name:</c> stays what was written.</summary>
    public static JsonObject Line(string text, int longest) => Plain(MessageText.Shorten(MessageText.Clean(text), longest));

    /// <summary>Several lines.</summary>
    public static JsonObject Lines(string text, int longest) => Plain(Cut(MessageText.Clean(text.ReplaceLineEndings("\n")), longest));

    /// <summary>For a message's <c>text</c>, sent with markup off: mentions and links are made of these signs alone.</summary>
    public static string Escape(string text) =>
        Cut(MessageText.Clean(text), LongestMessage).Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>As <see cref="Escape"/>, short enough for a message that may change.</summary>
    public static string EscapeShort(string text)
    {
        var escaped = Escape(text);
        for (var length = LongestChange; Encoding.UTF8.GetByteCount(escaped) > LongestChange; length -= length / 8)
            escaped = Escape(Cut(text, length));
        return escaped;
    }

    /// <summary>Cuts the longest texts until the blocks are not too long together. Buttons keep their words: they are the way to answer.</summary>
    public static void Fit(IReadOnlyList<JsonObject> blocks)
    {
        foreach (var longest in Steps)
        {
            var texts = blocks.SelectMany(Texts).ToList();
            if (texts.Sum(t => t["text"]!.GetValue<string>().Length) <= LongestTogether)
                return;
            foreach (var text in texts)
                text["text"] = Cut(text["text"]!.GetValue<string>(), longest);
        }
    }

    /// <summary>What somebody wrote, as they saw it: the mention of us gone, links by their address.</summary>
    public static string Read(string text)
    {
        var shown = Reference().Replace(text, match =>
        {
            var (target, label) = (match.Groups["target"].Value, match.Groups["label"].Value);
            return target[0] switch
            {
                '@' => "",
                '#' or '!' => label,
                'm' when target.StartsWith("mailto:", StringComparison.Ordinal) => target["mailto:".Length..],
                _ => label.Length > 0 && target.EndsWith(label, StringComparison.Ordinal) ? label : target,
            };
        });
        return WebUtility.HtmlDecode(shown).Trim();
    }

    private static IEnumerable<JsonObject> Texts(JsonNode? node) => node switch
    {
        JsonObject o when o["type"]?.GetValue<string>() == "plain_text" => [o],
        JsonObject o => o.SelectMany(p => Texts(p.Value)),
        JsonArray a => a.SelectMany(Texts),
        _ => [],
    };

    private static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text.Length == 0 ? "-" : text, ["emoji"] = false };

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = longest - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }

    [GeneratedRegex(@"<(?<target>[^<>|]+)(\|(?<label>[^<>]*))?>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
