using System.Text.Encodings.Web;
using EzSolutions.Application.Common.Texts;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Provisioning;

/// <summary>
/// P07: the page behind a credentials link. Opening it shows nothing yet, so that a link preview or a prefetch cannot use the one time up;
/// its button does.
/// </summary>
internal static class CredentialsPage
{
    private const string Route = "/services/{id:guid}/credentials/{token}";

    private const string Style =
        "body{margin:0;background:#f3f4f8;color:#1d2433;font:16px/1.55 system-ui,sans-serif}main{max-width:34rem;margin:12vh auto;background:#fff;" +
        "border:1px solid #e3e6ef;border-radius:12px;padding:2rem}h1{font-size:1.3rem;margin:0 0 1rem}button{font:inherit;font-weight:600;" +
        "background:#2f54eb;color:#fff;border:0;border-radius:8px;padding:.65rem 1.2rem;cursor:pointer}dt{color:#4a5266;margin-top:.75rem}" +
        "dd{margin:0}code{font-size:1.1rem;word-break:break-all;user-select:all}";

    public static void MapCredentialsPage(this IEndpointRouteBuilder app)
    {
        app.MapGet(Route, Ask).ExcludeFromDescription();
        app.MapPost(Route, Show).ExcludeFromDescription();
    }

    private static async Task<IResult> Ask(Guid id, string token, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var words = http.Words();
        var offer = await mediator.Send(new PeekCredentials(id, token), ct);
        return offer.Error is { } error
            ? Nothing(http, error)
            : Page(
                http,
                words.Say("Credentials.title", [("label", offer.Value.Label)]),
                $"<p>{words.SayHtml("Credentials.once", ("once", new Strong(words.Say("Credentials.onceWord", []))))}</p>" +
                $"<form method=\"post\"><button type=\"submit\">{words.SayHtml("Credentials.show")}</button></form>",
                StatusCodes.Status200OK);
    }

    private static async Task<IResult> Show(Guid id, string token, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var shown = await mediator.Send(new RevealCredentials(id, token), ct);
        if (shown.Error is { } error)
            return Nothing(http, error);
        var (words, login) = (http.Words(), shown.Value);
        var address = login.Address is { } at ? $"<dt>{words.SayHtml("Credentials.address")}</dt><dd><code>{Text(at)}</code></dd>" : "";
        return Page(
            http,
            words.Say("Credentials.title", [("label", login.Label)]),
            $"<dl>{address}<dt>{words.SayHtml("Credentials.user")}</dt><dd><code>{Text(login.UserName)}</code></dd>" +
            $"<dt>{words.SayHtml("Credentials.password")}</dt><dd><code id=\"password\">{Text(login.Password)}</code></dd></dl>" +
            $"<p>{words.SayHtml("Credentials.save")}</p>",
            StatusCodes.Status200OK);
    }

    private static ContentHttpResult Nothing(HttpContext http, Error error) => Page(
        http, http.Words().Say("Credentials.nothingTitle", []), $"<p>{Text(http.Words().Of(error))}</p>",
        error.Kind is ErrorKind.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone);

    private static ContentHttpResult Page(HttpContext http, string title, string body, int status)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        var html = $"<!doctype html><html lang=\"{http.Words().Language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">" +
            $"<title>{Text(title)}</title><style>{Style}</style></head><body><main><h1>{Text(title)}</h1>{body}</main></body></html>";
        return TypedResults.Text(html, "text/html; charset=utf-8", statusCode: status);
    }

    // C08: whatever a name contains is text.
    private static string Text(string value) => HtmlEncoder.Default.Encode(value);
}
