using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Support.Knowledge;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Support.Knowledge;

/// <summary>Articles of every state, by category and slug.</summary>
/// <param name="Search">Part of the slug, or of the title or text of the newest wording.</param>
/// <param name="Slug">That one in all its languages.</param>
[Access(Audience.Staff, Roles = [StaffRole.Support])]
public sealed record ListStaffArticles(
    PageRequest Page, ArticleState? State = null, string? Language = null, string? Category = null, string? Search = null, string? Slug = null)
    : IQuery<Page<StaffArticleSummary>>;

/// <summary>Every heading that articles stand under, and how many.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Support])]
public sealed record ListStaffCategories : IQuery<IReadOnlyList<StaffCategory>>;

internal sealed class ListStaffArticlesValidator : AbstractValidator<ListStaffArticles>
{
    public ListStaffArticlesValidator()
    {
        RuleFor(r => r.Search).MaximumLength(200);
        RuleFor(r => r.Page.Limit).InclusiveBetween(1, 100).OverridePropertyName("limit");
    }
}

internal sealed class ListStaffArticlesHandler(IStore store) :
    IRequestHandler<ListStaffArticles, Result<Page<StaffArticleSummary>>>,
    IRequestHandler<ListStaffCategories, Result<IReadOnlyList<StaffCategory>>>
{
    public async Task<Result<Page<StaffArticleSummary>>> Handle(ListStaffArticles request, CancellationToken cancellationToken)
    {
        var articles = Matching(request);
        if (request.Page.After is { } cursor)
        {
            // A cursor nobody was given shows nothing, rather than the first page again.
            var id = Guid.TryParseExact(cursor, "N", out var read) ? read : Guid.Empty;
            var after = await store.FirstOrDefaultAsync(
                store.Query<Article>().Where(a => a.Id == id).Select(a => new { a.Category, a.Slug, a.Language }), cancellationToken);
            if (after is null)
                return new Page<StaffArticleSummary>([], null);
            articles = articles.Where(a =>
                a.Category.CompareTo(after.Category) > 0
                || (a.Category == after.Category && a.Slug.CompareTo(after.Slug) > 0)
                || (a.Category == after.Category && a.Slug == after.Slug && a.Language.CompareTo(after.Language) > 0));
        }

        var rows = await store.ListAsync(
            articles.OrderBy(a => a.Category).ThenBy(a => a.Slug).ThenBy(a => a.Language)
                .Select(a => new
                {
                    Article = new { a.Id, a.Slug, a.Language, a.Category, a.State, a.PublishedVersion, a.HelpfulCount, a.NotHelpfulCount, a.UpdatedAt },
                    Latest = a.Versions.OrderByDescending(v => v.Number).Select(v => new { v.Number, v.Title }).First(),
                })
                .Take(request.Page.Limit + 1),
            cancellationToken);
        var shown = rows.Take(request.Page.Limit)
            .Select(r => new StaffArticleSummary(
                r.Article.Id, r.Article.Slug, r.Article.Language, r.Article.Category, r.Article.State.Word(), r.Article.PublishedVersion, r.Latest.Number,
                r.Latest.Title, r.Article.HelpfulCount, r.Article.NotHelpfulCount, r.Article.UpdatedAt))
            .ToList();
        return new Page<StaffArticleSummary>(shown, rows.Count > shown.Count ? shown[^1].Id.ToString("N") : null);
    }

    public async Task<Result<IReadOnlyList<StaffCategory>>> Handle(ListStaffCategories request, CancellationToken cancellationToken) =>
        await store.ListAsync(
            from article in store.Query<Article>()
            group article by article.Category into heading
            orderby heading.Key
            select new StaffCategory(heading.Key, heading.Count(), heading.Count(a => a.State != ArticleState.Published)),
            cancellationToken);

    private IQueryable<Article> Matching(ListStaffArticles request)
    {
        var articles = store.Query<Article>();
        if (request.State is { } state)
            articles = articles.Where(a => a.State == state);
        if (request.Language is { } language)
            articles = articles.Where(a => a.Language == language);
        if (request.Category is { } category)
            articles = articles.Where(a => a.Category == category);
        if (request.Slug is { } slug)
            articles = articles.Where(a => a.Slug == slug);
        if (request.Search?.Trim().ToLowerInvariant() is { Length: > 0 } term)
        {
#pragma warning disable CA1304, CA1311 // Translated to SQL's lower().
            articles = articles.Where(a => a.Slug.Contains(term) || a.Versions.Any(v =>
                v.Number == a.Versions.Max(newest => newest.Number) && (v.Title.ToLower().Contains(term) || v.Body.ToLower().Contains(term))));
#pragma warning restore CA1304, CA1311
        }

        return articles;
    }
}
