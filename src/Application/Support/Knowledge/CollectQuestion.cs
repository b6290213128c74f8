using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Support.Knowledge;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Support.Knowledge;

/// <summary>Keeps a question that no article answered, or counts it once more.</summary>
/// <param name="Language">BCP 47 tag; null is English.</param>
[Access(Audience.Anyone)]
public sealed record CollectQuestion(string Text, string? Language = null) : ICommand<Done>;

internal sealed class CollectQuestionValidator : AbstractValidator<CollectQuestion>
{
    public CollectQuestionValidator() => RuleFor(r => r.Text).NotEmpty().MaximumLength(SearchKnowledgeValidator.MaxLength);
}

internal sealed class CollectQuestionHandler(IStore store, IIdGenerator ids, TimeProvider time) : IRequestHandler<CollectQuestion, Result<Done>>
{
    public async Task<Result<Done>> Handle(CollectQuestion request, CancellationToken cancellationToken)
    {
        var language = KnowledgeLanguages.Of(request.Language);
        var key = UnansweredQuestion.KeyOf(request.Text);
        var id = await store.FirstOrDefaultAsync(
            store.Query<UnansweredQuestion>().Where(q => q.Key == key && q.Language == language).Select(q => (Guid?)q.Id), cancellationToken);
        if (id is { } asked && await store.FindLockedAsync<UnansweredQuestion>(asked, cancellationToken) is { } known)
            known.AskAgain(time.GetUtcNow());
        else
            store.Add(UnansweredQuestion.Ask(ids.NewId(), request.Text, language, time.GetUtcNow()));
        return Result.Done;
    }
}
