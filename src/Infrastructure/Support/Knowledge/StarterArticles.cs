using System.Reflection;
using EzSolutions.Application.Support.Knowledge;

namespace EzSolutions.Infrastructure.Support.Knowledge;

/// <summary>
/// The articles in <c>Starter/</c>, one Markdown file each, named <c>slug.language.md</c>. The first line is the title, then <c>Category:</c>, then one
/// <c>Asked:</c> line for every way people ask for it, then an empty line and the text.
/// </summary>
internal sealed class StarterArticles : IStarterArticles
{
    private const string Folder = "EzSolutions.Infrastructure.Support.Knowledge.Starter.";
    private static readonly Assembly Source = typeof(StarterArticles).Assembly;

    private readonly Lazy<IReadOnlyList<StarterArticle>> _all = new(() =>
        [.. Source.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)]);

    public IReadOnlyList<StarterArticle> All => _all.Value;

    private static StarterArticle Read(string resource)
    {
        using var reader = new StreamReader(Source.GetManifestResourceStream(resource)!);
        var (head, body) = Split(reader.ReadToEnd().ReplaceLineEndings("\n"));
        var name = resource[Folder.Length..^".md".Length].Split('.');
        return new StarterArticle(
            name[0],
            name[1],
            new ArticleInput(Values(head, "Category:").Single(), head[0].TrimStart('#', ' '), body, [.. Values(head, "Asked:")]));
    }

    private static (string[] Head, string Body) Split(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return (text[..end].Split('\n'), text[(end + 2)..].Trim());
    }

    private static IEnumerable<string> Values(string[] head, string label) =>
        head.Where(line => line.StartsWith(label, StringComparison.Ordinal)).Select(line => line[label.Length..].Trim());
}
