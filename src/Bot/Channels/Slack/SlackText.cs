using System.Net;
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

    /// <summary>One line; <c>emoji</c> off, so that <c>:name:</c> stays what was written.</summary>
    public static JsonObject Line(string text, int longest) => Plain(MessageText.Shorten(MessageText.Clean(text), longest));

    /// <summary>Several lines.</summary>
    public static JsonObject Lines(string text, int longest) => Plain(Cut(MessageText.Clean(text.ReplaceLineEndings("\n")), longest));

    /// <summary>For a message's <c>text</c>, sent with markup off: mentions and links are made of these signs alone.</summary>
    public static string Escape(string text) =>
        Cut(MessageText.Clean(text), LongestMessage).Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

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

    private static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text.Length == 0 ? "-" : text, ["emoji"] = false };

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = longest - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }

    [GeneratedRegex(@"<(?<target>[^<>|]+)(\|(?<label>[^<>]*))?>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Reference();
}
