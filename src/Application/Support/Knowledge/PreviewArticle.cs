using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Support.Knowledge;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Support.Knowledge;

/// <summary>An article's text as it would be kept, for a look at it before it is.</summary>
/// <param name="Body">Markdown.</param>
[Access(Audience.Staff, Roles = [StaffRole.Support])]
public sealed record PreviewArticle(string Body) : IQuery<string>;

internal sealed class PreviewArticleValidator : AbstractValidator<PreviewArticle>
{
    public PreviewArticleValidator() => RuleFor(r => r.Body).NotNull().MaximumLength(ArticleText.MaxBodyLength);
}

internal sealed class PreviewArticleHandler : IRequestHandler<PreviewArticle, Result<string>>
{
    public Task<Result<string>> Handle(PreviewArticle request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<string>>(ArticleText.Of(string.Empty, request.Body, []).Body);
}
