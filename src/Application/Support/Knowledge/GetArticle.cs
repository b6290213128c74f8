using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Support.Knowledge;
using MediatR;

namespace EzSolutions.Application.Support.Knowledge;

/// <summary>A published article, in the language asked for or else in English. Errors: article_not_found (a draft is as absent).</summary>
/// <param name="Language">BCP 47 tag; null is English.</param>
[Access(Audience.Anyone)]
public sealed record GetArticle(string Slug, string? Language = null) : IQuery<ArticleView>;

internal sealed class GetArticleHandler(KnowledgeBook book) : IRequestHandler<GetArticle, Result<ArticleView>>
{
    public async Task<Result<ArticleView>> Handle(GetArticle request, CancellationToken cancellationToken) =>
        await book.FindPublishedAsync(request.Slug, KnowledgeLanguages.Of(request.Language), cancellationToken) is { } article
            ? book.View(article)
            : KnowledgeErrors.NotFound;
}
