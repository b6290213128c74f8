using EzSolutions.Application.Common;
using EzSolutions.Application.Support.Knowledge;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Support.Knowledge;
using EzSolutions.WebApi.Common;
using EzSolutions.WebApi.Support.Help;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Support;

/// <summary>Help articles: everybody reads and rates them, staff write them and see what nobody could answer.</summary>
internal static class KnowledgeEndpoints
{
    public static RouteGroupBuilder MapKnowledge(this RouteGroupBuilder api)
    {
        var knowledge = api.MapGroup("/knowledge").WithTags("Knowledge");
        knowledge.MapGet("/search", Search).WithName("SearchKnowledge").WithSummary("The articles that answer a question best, with their best passage");
        knowledge.MapGet("/articles", List).WithName("ListArticles").WithSummary("Every published article, by category");
        knowledge.MapGet("/articles/{slug}", Get).WithName("GetArticle").WithSummary("One published article, in Markdown");
        knowledge.MapPost("/articles/{slug}/rating", Rate).WithName("RateArticle").WithSummary("Say whether an article helped; one vote a reader");

        var staff = api.MapGroup("/staff/knowledge").WithTags("Knowledge (staff)");
        staff.MapGet("/articles", ListAll).WithName("ListStaffArticles").WithSummary("Articles of every state, by category");
        staff.MapGet("/categories", Categories).WithName("ListStaffCategories").WithSummary("The headings articles stand under, and how many");
        staff.MapPost("/preview", Preview).WithName("PreviewArticle").WithSummary("An article's text as the help page will show it");
        staff.MapPost("/articles", Create).WithName("CreateArticle").WithSummary("Write a new article, as a draft");
        staff.MapGet("/articles/{language}/{slug}", GetAny).WithName("GetStaffArticle").WithSummary("One article with its newest wording");
        staff.MapPut("/articles/{language}/{slug}", Edit).WithName("EditArticle").WithSummary("Add a version; readers see it once it is published");
        staff.MapGet("/articles/{language}/{slug}/versions", Versions).WithName("ListArticleVersions").WithSummary("Every wording an article has had");
        staff.MapPost("/articles/{language}/{slug}/publish", Publish).WithName("PublishArticle").WithSummary("Show a version to readers; none given is the newest");
        staff.MapPost("/articles/{language}/{slug}/archive", Archive).WithName("ArchiveArticle").WithSummary("Take an article back");
        staff.MapPost("/starter-articles", AddStarter).WithName("AddStarterArticles").WithSummary("Publish the articles that come with the product; those that are there stay");
        staff.MapGet("/questions", Questions).WithName("ListUnansweredQuestions").WithSummary("What people asked and no article answered");
        staff.MapPost("/questions/{id:guid}/answer", Answer).WithName("AnswerQuestion").WithSummary("Name the article that answers it; it is found by that question from now on");
        staff.MapPost("/questions/{id:guid}/dismiss", Dismiss).WithName("DismissQuestion").WithSummary("Leave a question aside");
        staff.MapPost("/questions/{id:guid}/reopen", Reopen).WithName("ReopenQuestion").WithSummary("Put a settled question back among the open ones");
        return api;
    }

    private static async Task<Results<Ok<IReadOnlyList<FoundArticle>>, ProblemHttpResult>> Search(
        string q, IMediator mediator, CancellationToken ct, string? lang = null, int limit = 5) =>
        (await mediator.Send(new SearchKnowledge(q, lang, limit), ct)).ToOk();

    private static async Task<Results<Ok<IReadOnlyList<ArticleSummary>>, ProblemHttpResult>> List(
        IMediator mediator, CancellationToken ct, string? lang = null, string? category = null) =>
        (await mediator.Send(new ListArticles(lang, category), ct)).ToOk();

    private static async Task<Results<Ok<ArticleView>, ProblemHttpResult>> Get(string slug, IMediator mediator, CancellationToken ct, string? lang = null) =>
        (await mediator.Send(new GetArticle(slug, lang), ct)).ToOk();

    private static async Task<Results<NoContent, ProblemHttpResult>> Rate(string slug, RatingBody body, HttpContext http, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new RateArticle(slug, body.Helpful, body.Language, HelpReader.Of(http)), ct)).ToNoContent();

    private static async Task<Results<Ok<Page<StaffArticleSummary>>, ProblemHttpResult>> ListAll(
        IMediator mediator, CancellationToken ct, Word<ArticleState>? state = null, string? lang = null, string? category = null, string? search = null,
        string? slug = null, int limit = 20, string? after = null) =>
        (await mediator.Send(new ListStaffArticles(new PageRequest(limit, after), state?.Value, lang, category, search, slug), ct)).ToOk();

    private static async Task<Results<Ok<IReadOnlyList<StaffCategory>>, ProblemHttpResult>> Categories(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ListStaffCategories(), ct)).ToOk();

    private static async Task<Results<Ok<PreviewAnswer>, ProblemHttpResult>> Preview(PreviewArticle body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(body, ct)).ToOk(kept => new PreviewAnswer(ArticleHtml.Render(kept)));

    private static async Task<Results<Created<StaffArticleView>, ProblemHttpResult>> Create(CreateArticle body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(body, ct)).ToCreated(a => $"/api/v1/staff/knowledge/articles/{a.Language}/{a.Slug}");

    private static async Task<Results<Ok<StaffArticleView>, ProblemHttpResult>> GetAny(string language, string slug, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetStaffArticle(slug, language), ct)).ToOk();

    private static async Task<Results<Ok<StaffArticleView>, ProblemHttpResult>> Edit(
        string language, string slug, ArticleInput body, IMediator mediator, CancellationToken ct, int? baseVersion = null) =>
        (await mediator.Send(new EditArticle(slug, language, body, baseVersion), ct)).ToOk();

    private static async Task<Results<Ok<IReadOnlyList<ArticleVersionView>>, ProblemHttpResult>> Versions(
        string language, string slug, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ListArticleVersions(slug, language), ct)).ToOk();

    private static async Task<Results<Ok<StaffArticleView>, ProblemHttpResult>> Publish(
        string language, string slug, IMediator mediator, CancellationToken ct, int? version = null) =>
        (await mediator.Send(new PublishArticle(slug, language, version), ct)).ToOk();

    private static async Task<Results<Ok<StaffArticleView>, ProblemHttpResult>> Archive(string language, string slug, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ArchiveArticle(slug, language), ct)).ToOk();

    private static async Task<Results<Ok<AddedBody>, ProblemHttpResult>> AddStarter(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new AddStarterArticles(), ct)).ToOk(added => new AddedBody(added));

    private static async Task<Results<Ok<IReadOnlyList<UnansweredQuestionView>>, ProblemHttpResult>> Questions(
        IMediator mediator, CancellationToken ct, Word<QuestionState>? state = null, int limit = 50) =>
        (await mediator.Send(new ListUnansweredQuestions(state?.Value ?? QuestionState.Open, limit), ct)).ToOk();

    private static async Task<Results<NoContent, ProblemHttpResult>> Answer(Guid id, AnswerBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new AnswerQuestion(id, body.Article), ct)).ToNoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> Dismiss(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new DismissQuestion(id), ct)).ToNoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> Reopen(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ReopenQuestion(id), ct)).ToNoContent();

    /// <param name="Language">Of the article that was read; null is English.</param>
    internal sealed record RatingBody(bool Helpful, string? Language = null);

    /// <param name="Article">Its slug.</param>
    internal sealed record AnswerBody(string Article);

    internal sealed record AddedBody(int Added);

    /// <param name="Html">Without script, pictures or unsafe links (C08).</param>
    internal sealed record PreviewAnswer(string Html);
}
