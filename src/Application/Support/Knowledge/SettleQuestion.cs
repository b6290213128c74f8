using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Support.Knowledge;
using MediatR;

namespace EzSolutions.Application.Support.Knowledge;

/// <summary>Questions that no article answered, those asked last first.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Support])]
public sealed record ListUnansweredQuestions(QuestionState State = QuestionState.Open, int Limit = 50) : IQuery<IReadOnlyList<UnansweredQuestionView>>;

/// <summary>
/// Says which article answers a question: its wording becomes one of that article's phrasings, so that the next one who asks finds it. Errors:
/// question_not_found, article_not_found.
/// </summary>
[Access(Audience.Staff, Roles = [StaffRole.Support])]
public sealed record AnswerQuestion(Guid Id, string Slug) : ICommand<Done>;

/// <summary>Leaves a question aside. Errors: question_not_found.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Support])]
public sealed record DismissQuestion(Guid Id) : ICommand<Done>;

/// <summary>Puts a settled question back among the open ones. Errors: question_not_found.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Support])]
public sealed record ReopenQuestion(Guid Id) : ICommand<Done>;

internal sealed class SettleQuestionHandler(
    IStore store, IActorContext actors, IIdGenerator ids, TimeProvider time, KnowledgeBook book, IKnowledgeIndex index) :
    IRequestHandler<ListUnansweredQuestions, Result<IReadOnlyList<UnansweredQuestionView>>>,
    IRequestHandler<AnswerQuestion, Result<Done>>,
    IRequestHandler<DismissQuestion, Result<Done>>,
    IRequestHandler<ReopenQuestion, Result<Done>>
{
    public async Task<Result<IReadOnlyList<UnansweredQuestionView>>> Handle(ListUnansweredQuestions request, CancellationToken cancellationToken)
    {
        var rows = await store.ListAsync(
            (from question in store.Query<UnansweredQuestion>().Where(q => q.State == request.State)
             join article in store.Query<Article>() on question.ArticleId equals article.Id into answers
             from answer in answers.DefaultIfEmpty()
             orderby question.LastAskedAt descending
             select new { Question = question, Slug = answer == null ? null : answer.Slug }).Take(Math.Clamp(request.Limit, 1, 200)),
            cancellationToken);
        return rows
            .Select(r => new UnansweredQuestionView(
                r.Question.Id, r.Question.Text, r.Question.Language, r.Question.Times, r.Question.State.Word(), r.Slug, r.Question.FirstAskedAt,
                r.Question.LastAskedAt))
            .ToList();
    }

    public async Task<Result<Done>> Handle(AnswerQuestion request, CancellationToken cancellationToken)
    {
        if (await store.FindLockedAsync<UnansweredQuestion>(request.Id, cancellationToken) is not { } question)
            return KnowledgeErrors.QuestionNotFound;
        var article = await book.FindLockedAsync(request.Slug, question.Language, cancellationToken)
            ?? await book.FindLockedAsync(request.Slug, KnowledgeLanguages.Default, cancellationToken);
        if (article is null)
            return KnowledgeErrors.NotFound;

        question.AnswerWith(article.Id);
        var shown = article.Published;
        article.Edit(
            ids.NewId(), article.Category, Words(shown ?? article.Latest).AlsoAskedAs(question.Text),
            actors.Current is Actor.Staff staff ? staff.Name : "System", time.GetUtcNow());

        // The new phrasing is found at once; an unpublished rewrite of the article stays unpublished.
        if (shown is not null)
        {
            article.Publish(version: null, time.GetUtcNow());
            await store.FlushAsync(cancellationToken);
            await index.UpdateAsync(article, cancellationToken);
        }

        return Result.Done;
    }

    public Task<Result<Done>> Handle(DismissQuestion request, CancellationToken cancellationToken) =>
        ChangeAsync(request.Id, question => question.Dismiss(), cancellationToken);

    public Task<Result<Done>> Handle(ReopenQuestion request, CancellationToken cancellationToken) =>
        ChangeAsync(request.Id, question => question.Reopen(), cancellationToken);

    private async Task<Result<Done>> ChangeAsync(Guid id, Action<UnansweredQuestion> change, CancellationToken ct)
    {
        if (await store.FindLockedAsync<UnansweredQuestion>(id, ct) is not { } question)
            return KnowledgeErrors.QuestionNotFound;
        change(question);
        return Result.Done;
    }

    private static ArticleText Words(ArticleVersion version) => ArticleText.Of(version.Title, version.Body, version.Phrasings);
}
