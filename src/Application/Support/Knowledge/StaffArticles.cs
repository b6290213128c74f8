using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Support.Knowledge;
using MediatR;

namespace EzSolutions.Application.Support.Knowledge;

/// <summary>One article with its newest wording. Errors: article_not_found.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Support])]
public sealed record GetStaffArticle(string Slug, string Language) : IQuery<StaffArticleView>;

/// <summary>Every wording an article has had, newest first. Errors: article_not_found.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Support])]
public sealed record ListArticleVersions(string Slug, string Language) : IQuery<IReadOnlyList<ArticleVersionView>>;

internal sealed class StaffArticlesHandler(IStore store) :
    IRequestHandler<GetStaffArticle, Result<StaffArticleView>>,
    IRequestHandler<ListArticleVersions, Result<IReadOnlyList<ArticleVersionView>>>
{
    public async Task<Result<StaffArticleView>> Handle(GetStaffArticle request, CancellationToken cancellationToken) =>
        await FindAsync(request.Slug, request.Language, cancellationToken) is { } article ? KnowledgeBook.ForStaff(article) : KnowledgeErrors.NotFound;

    public async Task<Result<IReadOnlyList<ArticleVersionView>>> Handle(ListArticleVersions request, CancellationToken cancellationToken) =>
        await FindAsync(request.Slug, request.Language, cancellationToken) is { } article
            ? article.Versions.OrderByDescending(v => v.Number)
                .Select(v => new ArticleVersionView(v.Number, v.Title, v.Body, v.Phrasings, v.Editor, v.CreatedAt, v.Number == article.PublishedVersion)).ToList()
            : KnowledgeErrors.NotFound;

    private Task<Article?> FindAsync(string slug, string language, CancellationToken ct) =>
        store.FirstOrDefaultAsync(store.Query<Article>().Where(a => a.Slug == slug && a.Language == language), ct);
}
