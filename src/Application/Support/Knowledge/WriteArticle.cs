using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Support.Knowledge;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Support.Knowledge;

/// <summary>Writes a new article, as a draft. Errors: article_slug_taken.</summary>
/// <param name="Slug">Lower-case letters, digits and single hyphens; the same one in another language is its translation.</param>
/// <param name="Language">Two letters, e.g. <c>en</c>.</param>
[Access(Audience.Staff, Roles = [StaffRole.Support])]
public sealed record CreateArticle(string Slug, string Language, ArticleInput Article) : ICommand<StaffArticleView>;

/// <summary>Adds a version to an article; readers see it once it is published. Errors: article_not_found, article_changed.</summary>
/// <param name="BaseVersion">The version that was edited: nobody's newer wording is written over unread. Null writes over any.</param>
[Access(Audience.Staff, Roles = [StaffRole.Support])]
public sealed record EditArticle(string Slug, string Language, ArticleInput Article, int? BaseVersion = null) : ICommand<StaffArticleView>;

/// <param name="Body">Markdown, at most 40,000 characters.</param>
/// <param name="Phrasings">Ways people ask for it, up to 50 of 200 characters.</param>
public sealed record ArticleInput(string Category, string Title, string Body, IReadOnlyList<string>? Phrasings = null)
{
    internal ArticleText Text() => ArticleText.Of(Title, Body, Phrasings ?? []);
}

internal sealed class ArticleInputValidator : AbstractValidator<ArticleInput>
{
    public ArticleInputValidator()
    {
        RuleFor(i => i.Category).Must(TicketWords.HasSome).WithMessage("Name a category.").MaximumLength(Article.MaxCategoryLength);
        RuleFor(i => i.Title).Must(TicketWords.HasSome).WithMessage("Give it a title.").MaximumLength(ArticleText.MaxTitleLength);
        RuleFor(i => i.Body).Must(TicketWords.HasSome).WithMessage("Write what it says.").MaximumLength(ArticleText.MaxBodyLength);
        RuleFor(i => i.Phrasings).Must(p => p is null || p.Count <= ArticleText.MaxPhrasings).WithMessage("An article has up to 50 phrasings.");
        RuleForEach(i => i.Phrasings).NotEmpty().MaximumLength(ArticleText.MaxPhrasingLength);
    }
}

internal sealed class CreateArticleValidator : AbstractValidator<CreateArticle>
{
    public CreateArticleValidator()
    {
        RuleFor(r => r.Slug).NotEmpty().MaximumLength(100).Matches("^[a-z0-9]+(-[a-z0-9]+)*$")
            .WithMessage("A slug has lower-case letters, digits and single hyphens, e.g. connect-by-ssh.");
        RuleFor(r => r.Language).Matches("^[a-z]{2}$").WithMessage("A language has two letters, e.g. en.");
        RuleFor(r => r.Article).NotNull().SetValidator(new ArticleInputValidator());
    }
}

internal sealed class EditArticleValidator : AbstractValidator<EditArticle>
{
    public EditArticleValidator() => RuleFor(r => r.Article).NotNull().SetValidator(new ArticleInputValidator());
}

internal sealed class WriteArticleHandler(IStore store, IActorContext actors, IIdGenerator ids, TimeProvider time, KnowledgeBook book) :
    IRequestHandler<CreateArticle, Result<StaffArticleView>>,
    IRequestHandler<EditArticle, Result<StaffArticleView>>
{
    public async Task<Result<StaffArticleView>> Handle(CreateArticle request, CancellationToken cancellationToken)
    {
        if (await store.AnyAsync(store.Query<Article>().Where(a => a.Slug == request.Slug && a.Language == request.Language), cancellationToken))
            return KnowledgeErrors.SlugTaken(request.Slug, request.Language);
        var article = Article.Draft(
            ids.NewId(), request.Slug, request.Language, request.Article.Category, ids.NewId(), request.Article.Text(), Editor, time.GetUtcNow());
        store.Add(article);
        return KnowledgeBook.ForStaff(article);
    }

    public async Task<Result<StaffArticleView>> Handle(EditArticle request, CancellationToken cancellationToken)
    {
        if (await book.FindLockedAsync(request.Slug, request.Language, cancellationToken) is not { } article)
            return KnowledgeErrors.NotFound;
        if (request.BaseVersion is { } known && known != article.Latest.Number)
            return KnowledgeErrors.Changed(article.Latest.Editor);
        article.Edit(ids.NewId(), request.Article.Category, request.Article.Text(), Editor, time.GetUtcNow());
        return KnowledgeBook.ForStaff(article);
    }

    private string Editor => actors.Current is Actor.Staff staff ? staff.Name : "System";
}
