using EzSolutions.Application.Support.Knowledge;
using MediatR;

namespace EzSolutions.WebApi.Support.Help;

/// <summary>The help as pages: a list, a search, an article with its two buttons.</summary>
internal static class HelpEndpoints
{
    public static IEndpointRouteBuilder MapHelp(this IEndpointRouteBuilder app)
    {
        app.MapGet("/help", Index).ExcludeFromDescription().WithName("HelpIndex");
        app.MapGet("/help/{slug}", Article).ExcludeFromDescription().WithName("HelpArticle");
        app.MapPost("/help/{slug}", Rate).ExcludeFromDescription().WithName("RateHelpArticle").DisableAntiforgery();
        return app;
    }

    private static async Task<IResult> Index(HttpContext http, IMediator mediator, CancellationToken ct, string? q = null, string? lang = null)
    {
        var language = LanguageOf(http, lang);
        if (string.IsNullOrWhiteSpace(q))
        {
            var articles = await mediator.Send(new ListArticles(language), ct);
            return articles.Error is { } error ? HelpPage.Problem(error, language) : HelpPage.Index(articles.Value, language);
        }

        var found = await mediator.Send(new SearchKnowledge(q, language, 8), ct);
        if (found.Error is { } refused)
            return HelpPage.Problem(refused, language);
        var fitting = found.Value.Where(a => a.Confidence >= KnowledgeConfidence.MayFit).ToList();
        if (fitting.Count == 0)
            await mediator.Send(new CollectQuestion(q, language), ct);
        return HelpPage.Results(q, fitting, language);
    }

    private static async Task<IResult> Article(string slug, HttpContext http, IMediator mediator, CancellationToken ct, string? lang = null, bool thanks = false)
    {
        var language = LanguageOf(http, lang);
        var article = await mediator.Send(new GetArticle(slug, language), ct);
        return article.Error is { } error ? HelpPage.Problem(error, language) : HelpPage.Article(article.Value, language, thanks);
    }

    private static async Task<IResult> Rate(string slug, HttpContext http, IMediator mediator, CancellationToken ct, string? lang = null)
    {
        var language = LanguageOf(http, lang);
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : null;
        var rated = await mediator.Send(new RateArticle(slug, form?["helpful"].ToString() is "yes", language, HelpReader.Of(http)), ct);
        if (rated.Error is { } error)
            return HelpPage.Problem(error, language);
        http.Response.Headers.Location = $"/help/{Uri.EscapeDataString(slug)}?thanks=true{(lang is null ? "" : $"&lang={Uri.EscapeDataString(language)}")}";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>The one asked for, else the browser's first.</summary>
    private static string LanguageOf(HttpContext http, string? asked) =>
        KnowledgeLanguages.Of(asked ?? http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).FirstOrDefault()?.Value.Value);
}
