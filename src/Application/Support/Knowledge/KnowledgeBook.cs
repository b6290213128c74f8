using EzSolutions.Application.Common;
using EzSolutions.Domain.Support.Knowledge;

namespace EzSolutions.Application.Support.Knowledge;

/// <summary>Loads and shows articles.</summary>
internal sealed class KnowledgeBook(IStore store, IPublicAddresses addresses)
{
    public Uri UrlOf(string slug, string language) =>
        addresses.For($"help/{slug}" + (language == KnowledgeLanguages.Default ? string.Empty : $"?lang={language}"));

    /// <summary>The one that readers see, in this language or else in English.</summary>
    public async Task<Article?> FindPublishedAsync(string slug, string language, CancellationToken ct)
    {
        var found = await store.ListAsync(
            store.Query<Article>().Where(a =>
                a.Slug == slug && a.State == ArticleState.Published && (a.Language == language || a.Language == KnowledgeLanguages.Default)),
            ct);
        return found.Find(a => a.Language == language) ?? found.FirstOrDefault();
    }

    public async Task<Article?> FindLockedAsync(string slug, string language, CancellationToken ct)
    {
        var id = await store.FirstOrDefaultAsync(
            store.Query<Article>().Where(a => a.Slug == slug && a.Language == language).Select(a => (Guid?)a.Id), ct);
        return id is { } known ? await store.FindLockedAsync<Article>(known, ct) : null;
    }

    public ArticleView View(Article article) => new(
        article.Slug, article.Language, article.Category, article.Published!.Title, article.Published.Body, article.UpdatedAt, article.HelpfulCount,
        article.NotHelpfulCount, UrlOf(article.Slug, article.Language));

    public static StaffArticleView ForStaff(Article article) => new(
        article.Slug, article.Language, article.Category, article.State.Word(), article.PublishedVersion, article.Latest.Number, article.Latest.Title,
        article.Latest.Body, article.Latest.Phrasings, article.HelpfulCount, article.NotHelpfulCount, article.CreatedAt, article.UpdatedAt);
}
