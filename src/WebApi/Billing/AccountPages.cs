using EzSolutions.Application.Billing.Links;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Billing;

/// <summary>Where the links of a chat lead: each does the one thing it was sealed for.</summary>
internal static class AccountPages
{
    public static IEndpointRouteBuilder MapAccountPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/account/card/{token}", Card).ExcludeFromDescription().WithName("OpenCardLink");
        app.MapGet("/account/top-up/{token}", TopUp).ExcludeFromDescription().WithName("OpenTopUpLink");
        app.MapGet("/cards/saved", (HttpContext http) => PayPage.CardSaved(http.Words())).ExcludeFromDescription().WithName("CardSaved");
        app.MapGet("/cards/not-saved", (HttpContext http) => PayPage.CardNotSaved(http.Words())).ExcludeFromDescription().WithName("CardNotSaved");
        return app;
    }

    private static async Task<IResult> Card(string token, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var opened = await mediator.Send(new OpenCardLink(token), ct);
        return opened.Error is { } error ? PayPage.Problem(http.Words(), error) : SeeOther(http, opened.Value.Url);
    }

    private static async Task<IResult> TopUp(string token, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var started = await mediator.Send(new OpenTopUpLink(token), ct);
        if (started.Error is { } error)
            return PayPage.Problem(http.Words(), error);
        return started.Value.Form is { } form ? PayPage.Forward(http.Words(), form) : SeeOther(http, started.Value.Url);
    }

    private static StatusCodeHttpResult SeeOther(HttpContext http, Uri url)
    {
        PayEndpoints.Guard(http);
        http.Response.Headers.Location = url.AbsoluteUri;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
