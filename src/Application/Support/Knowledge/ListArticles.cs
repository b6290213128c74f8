using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Support.Knowledge;
using MediatR;

namespace EzSolutions.Application.Support.Knowledge;

/// <summary>Every published article of a language, by category and title; those that are not translated stand in English.</summary>
/// <param name="Language">BCP 47 tag; null is English.</param>
[Access(Audience.Anyone)]
public sealed record ListArticles(string? Language = null, string? Category = null) : IQuery<IReadOnlyList<ArticleSummary>>;

internal sealed class ListArticlesHandler(IStore store, KnowledgeBook book) : IRequestHandler<ListArticles, Result<IReadOnlyList<ArticleSummary>>>
{
    public async Task<Result<IReadOnlyList<ArticleSummary>>> Handle(ListArticles request, CancellationToken cancellationToken)
    {
        var language = KnowledgeLanguages.Of(request.Language);
        var rows = await store.ListAsync(
            store.Query<Article>()
                .Where(a => a.State == ArticleState.Published && (a.Language == language || a.Language == KnowledgeLanguages.Default))
                .Select(a => new { a.Slug, a.Language, a.Category, a.Versions.First(v => v.Number == a.PublishedVersion).Title }),
            cancellationToken);
        return rows.GroupBy(r => r.Slug, StringComparer.Ordinal)
            .Select(translations => translations.FirstOrDefault(t => t.Language == language) ?? translations.First())
            .Where(a => request.Category is null || string.Equals(a.Category, request.Category, StringComparison.OrdinalIgnoreCase))
            .OrderBy(a => a.Category, StringComparer.OrdinalIgnoreCase).ThenBy(a => a.Title, StringComparer.OrdinalIgnoreCase)
            .Select(a => new ArticleSummary(a.Slug, a.Language, a.Category, a.Title, book.UrlOf(a.Slug, a.Language)))
            .ToList();
    }
}
