using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Support.Knowledge;
using MediatR;

namespace EzSolutions.Application.Support.Knowledge;

/// <summary>Shows a version to readers and to the search, from now on. Errors: article_not_found, article_version_not_found.</summary>
/// <param name="Version">Null is the newest; an earlier one brings its wording back.</param>
[Access(Audience.Staff, Roles = [StaffRole.Support])]
public sealed record PublishArticle(string Slug, string Language, int? Version = null) : ICommand<StaffArticleView>;

/// <summary>Takes an article back: readers no longer find it; its versions stay. Errors: article_not_found.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Support])]
public sealed record ArchiveArticle(string Slug, string Language) : ICommand<StaffArticleView>;

internal sealed class PublishArticleHandler(IStore store, TimeProvider time, KnowledgeBook book, IKnowledgeIndex index) :
    IRequestHandler<PublishArticle, Result<StaffArticleView>>,
    IRequestHandler<ArchiveArticle, Result<StaffArticleView>>
{
    public Task<Result<StaffArticleView>> Handle(PublishArticle request, CancellationToken cancellationToken) =>
        ChangeAsync(request.Slug, request.Language, article => article.Publish(request.Version, time.GetUtcNow()).Error, cancellationToken);

    public Task<Result<StaffArticleView>> Handle(ArchiveArticle request, CancellationToken cancellationToken) => ChangeAsync(
        request.Slug,
        request.Language,
        article =>
        {
            article.Archive(time.GetUtcNow());
            return null;
        },
        cancellationToken);

    private async Task<Result<StaffArticleView>> ChangeAsync(string slug, string language, Func<Article, Error?> change, CancellationToken ct)
    {
        if (await book.FindLockedAsync(slug, language, ct) is not { } article)
            return KnowledgeErrors.NotFound;
        if (change(article) is { } refused)
            return refused;
        await store.FlushAsync(ct);
        await index.UpdateAsync(article, ct);
        return KnowledgeBook.ForStaff(article);
    }
}
