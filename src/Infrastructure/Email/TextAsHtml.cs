using System.Net;
using System.Text;

namespace EzSolutions.Infrastructure.Email;

/// <summary>The HTML part of a mail that is written as text alone: its paragraphs, and a link where a line is nothing but an address.</summary>
internal static class TextAsHtml
{
    public static string Render(string text)
    {
        var html = new StringBuilder();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            html.Append("<p style=\"margin:0 0 12px\">").AppendJoin("<br>", paragraph.Split('\n').Select(Line)).Append("</p>\n");
        return html.ToString();
    }

    private static string Line(string line)
    {
        var shown = WebUtility.HtmlEncode(line);
        return Uri.TryCreate(line, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && !line.Contains(' ', StringComparison.Ordinal)
            ? $"<a href=\"{shown}\">{shown}</a>"
            : shown;
    }
}
