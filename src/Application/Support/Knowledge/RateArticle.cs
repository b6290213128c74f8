using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Support.Knowledge;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Support.Knowledge;

/// <summary>A reader says whether an article helped. One vote a reader; another one replaces it. Errors: article_not_found.</summary>
/// <param name="Browser">Tells readers apart who have neither an account nor a conversation: a random value of theirs.</param>
[Access(Audience.Anyone)]
public sealed record RateArticle(string Slug, bool Helpful, string? Language = null, string? Browser = null) : ICommand<Done>;

internal sealed class RateArticleValidator : AbstractValidator<RateArticle>
{
    public RateArticleValidator() => RuleFor(r => r.Browser).MaximumLength(64);
}

internal sealed class RateArticleHandler(IStore store, IActorContext actors, IIdGenerator ids, TimeProvider time, KnowledgeBook book)
    : IRequestHandler<RateArticle, Result<Done>>
{
    public async Task<Result<Done>> Handle(RateArticle request, CancellationToken cancellationToken)
    {
        var shown = await book.FindPublishedAsync(request.Slug, KnowledgeLanguages.Of(request.Language), cancellationToken);
        if (shown is null || await store.FindLockedAsync<Article>(shown.Id, cancellationToken) is not { State: ArticleState.Published } article)
            return KnowledgeErrors.NotFound;

        var reader = Reader(actors.Current, request.Browser);
        var before = await store.FindAsync<ArticleVote>(v => v.ArticleId == article.Id && v.Reader == reader, cancellationToken);
        article.Count(request.Helpful, before?.Helpful);
        if (before is null)
            store.Add(ArticleVote.Cast(ids.NewId(), article.Id, reader, request.Helpful, time.GetUtcNow()));
        else
            before.Change(request.Helpful, time.GetUtcNow());
        return Result.Done;
    }

    private static string Reader(Actor actor, string? browser) => actor switch
    {
        Actor.Customer customer => $"customer:{customer.CustomerId:N}",
        Actor.Visitor { ConversationId: { } conversation } => $"conversation:{conversation:N}",
        Actor.Staff staff => $"staff:{staff.StaffId:N}",
        _ => $"browser:{browser ?? "unknown"}",
    };
}
