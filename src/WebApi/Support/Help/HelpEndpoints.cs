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
        var frame = HelpFrame.Of(http, lang);
        if (string.IsNullOrWhiteSpace(q))
        {
            var articles = await mediator.Send(new ListArticles(frame.Language), ct);
            return articles.Error is { } error ? HelpPage.Problem(error, frame) : HelpPage.Index(articles.Value, frame);
        }

        var found = await mediator.Send(new SearchKnowledge(q, frame.Language, 8), ct);
        if (found.Error is { } refused)
            return HelpPage.Problem(refused, frame);
        var fitting = found.Value.Where(a => a.Confidence >= KnowledgeConfidence.MayFit).ToList();
        if (fitting.Count == 0)
            await mediator.Send(new CollectQuestion(q, frame.Language), ct);
        return HelpPage.Results(q, fitting, frame);
    }

    private static async Task<IResult> Article(string slug, HttpContext http, IMediator mediator, CancellationToken ct, string? lang = null, bool thanks = false)
    {
        var frame = HelpFrame.Of(http, lang);
        var article = await mediator.Send(new GetArticle(slug, frame.Language), ct);
        return article.Error is { } error ? HelpPage.Problem(error, frame) : HelpPage.Article(article.Value, frame, thanks);
    }

    private static async Task<IResult> Rate(string slug, HttpContext http, IMediator mediator, CancellationToken ct, string? lang = null)
    {
        var frame = HelpFrame.Of(http, lang);
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : null;
        var rated = await mediator.Send(new RateArticle(slug, form?["helpful"].ToString() is "yes", frame.Language, HelpReader.Of(http)), ct);
        if (rated.Error is { } error)
            return HelpPage.Problem(error, frame);
        http.Response.Headers.Location = $"/help/{Uri.EscapeDataString(slug)}?thanks=true{(lang is null ? "" : $"&lang={Uri.EscapeDataString(frame.Language)}")}";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
