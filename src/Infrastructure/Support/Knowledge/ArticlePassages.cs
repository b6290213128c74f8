using System.Globalization;
using System.Text;
using EzSolutions.Domain.Support.Knowledge;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace EzSolutions.Infrastructure.Support.Knowledge;

/// <summary>An article cut at its headings into pieces that can be read by themselves, as plain text: a chat shows one of them.</summary>
internal static class ArticlePassages
{
    public const int MaxLength = 1_200;

    private const int ShortIntroduction = 250;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    public static IReadOnlyList<Passage> Of(ArticleVersion version)
    {
        List<Passage> passages = [];
        string? heading = null;
        var text = new StringBuilder();
        foreach (var block in Markdown.Parse(version.Body, Pipeline))
        {
            if (block is HeadingBlock next)
            {
                // A short introduction alone answers little: it opens the first section instead.
                if (heading is not null || passages.Count > 0 || text.Length > ShortIntroduction)
                    Close();
                heading = Inlines(next.Inline);
                continue;
            }

            var piece = Text(block);
            if (text.Length > 0 && text.Length + piece.Length + 2 > MaxLength)
                Close();
            if (text.Length > 0)
                text.Append("\n\n");
            text.Append(piece);
        }

        Close();
        return passages.Count > 0 ? passages : [new Passage(null, version.Title)];

        void Close()
        {
            var written = text.ToString().Trim();
            text.Clear();
            if (written.Length > 0)
                passages.Add(new Passage(heading, written.Length <= MaxLength ? written : string.Concat(written.AsSpan(0, MaxLength - 1), "…")));
        }
    }

    private static string Text(Block block) => block switch
    {
        ListBlock list => string.Join('\n', list.OfType<ListItemBlock>().Select((item, index) => $"{Mark(list, item, index)} {Children(item, "\n   ")}")),
        TableRow row => Children(row, " · "),
        CodeBlock code => code.Lines.ToString().TrimEnd(),
        QuoteBlock quote => Children(quote, "\n"),
        LeafBlock { Inline: { } inline } => Inlines(inline),
        ContainerBlock container => Children(container, "\n"),
        _ => string.Empty,
    };

    private static string Mark(ListBlock list, ListItemBlock item, int index) => list.IsOrdered
        ? string.Create(CultureInfo.InvariantCulture, $"{(item.Order > 0 ? item.Order : index + 1)}.")
        : "•";

    private static string Children(ContainerBlock container, string between) => string.Join(between, container.Select(Text).Where(t => t.Length > 0));

    private static string Inlines(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines ?? [])
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                LineBreakInline line => line.IsHard ? "\n" : " ",
                AutolinkInline link => link.Url,
                // What one says or clicks stands in italics on the page; without any it would run into the sentence.
                EmphasisInline { DelimiterCount: 1 } said => $"“{Inlines(said)}”",
                ContainerInline nested => Inlines(nested),
                _ => string.Empty,
            });
        }

        return text.ToString();
    }
}

/// <param name="Heading">Null before the first heading.</param>
internal sealed record Passage(string? Heading, string Text);
