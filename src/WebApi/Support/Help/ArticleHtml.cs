using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EzSolutions.WebApi.Support.Help;

/// <summary>An article's Markdown as HTML: HTML in it is text, and a link leads to a web page or a mail address or is none (C08).</summary>
internal static class ArticleHtml
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    public static string Render(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>())
        {
            // Pictures from elsewhere would tell others who reads what.
            if (link.IsImage || !IsSafe(link.Url))
                link.Url = "#";
            link.IsImage = false;
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(l => !l.IsEmail && !IsSafe(l.Url)))
            link.Url = "#";
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            // The page's title is the only one of the first level.
            heading.Level = Math.Clamp(heading.Level, 2, 6);
        }

        return document.ToHtml(Pipeline);
    }

    private static bool IsSafe(string? url) =>
        url is { Length: > 0 } && (url[0] is '/' or '#' || (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" or "mailto"));
}
