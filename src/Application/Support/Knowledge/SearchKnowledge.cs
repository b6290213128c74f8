using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Support.Knowledge;

/// <summary>
/// The published articles that answer a question best, each with its best passage. What the reader's language does not know is looked for in
/// English. Nothing found is an empty list.
/// </summary>
/// <param name="Language">BCP 47 tag of the reader; null is English.</param>
[Access(Audience.Anyone)]
public sealed record SearchKnowledge(string Text, string? Language = null, int Limit = 5) : IQuery<IReadOnlyList<FoundArticle>>;

internal sealed class SearchKnowledgeValidator : AbstractValidator<SearchKnowledge>
{
    public const int MaxLength = 1_000;

    public SearchKnowledgeValidator()
    {
        RuleFor(r => r.Text).NotEmpty().WithMessage("Say what you are looking for.").MaximumLength(MaxLength);
        RuleFor(r => r.Limit).InclusiveBetween(1, 20);
    }
}

internal sealed class SearchKnowledgeHandler(IKnowledgeIndex index, KnowledgeBook book) : IRequestHandler<SearchKnowledge, Result<IReadOnlyList<FoundArticle>>>
{
    public async Task<Result<IReadOnlyList<FoundArticle>>> Handle(SearchKnowledge request, CancellationToken cancellationToken)
    {
        var language = KnowledgeLanguages.Of(request.Language);
        var found = await index.SearchAsync(request.Text, language, request.Limit, cancellationToken);
        if (language != KnowledgeLanguages.Default && !found.Any(f => f.Confidence >= KnowledgeConfidence.Sure))
        {
            var english = await index.SearchAsync(request.Text, KnowledgeLanguages.Default, request.Limit, cancellationToken);
            found = [.. found.Concat(english.Where(e => found.All(f => f.Slug != e.Slug))).OrderByDescending(f => f.Confidence).Take(request.Limit)];
        }

        return found.Select(f => new FoundArticle(f.Slug, f.Language, f.Title, f.Heading, f.Text, f.Confidence, book.UrlOf(f.Slug, f.Language))).ToList();
    }
}
