using System.Net.Mime;
using System.Text.Encodings.Web;
using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Common;

namespace EzSolutions.WebApi.Conversations.Slack;

/// <summary>How it went, in words: no script, nothing from outside, every value encoded (C08).</summary>
internal sealed class SlackInstallPage : IResult
{
    private const string Style =
        ":root{color-scheme:light dark;--bg:#f3f4f8;--card:#fff;--ink:#1d2433;--soft:#4a5266;--main:#3b5bdb}" +
        "@media(prefers-color-scheme:dark){:root{--bg:#12151d;--card:#1b202c;--ink:#e8ebf3;--soft:#a6aec0;--main:#8ea6ff}}" +
        "body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--bg);color:var(--ink);font:16px/1.55 system-ui,-apple-system,\"Segoe UI\",Roboto,sans-serif}" +
        "main{width:min(28rem,calc(100vw - 2rem));box-sizing:border-box;background:var(--card);border-radius:16px;padding:2rem;margin:1rem 0}" +
        "h1{font-size:1.35rem;line-height:1.3;margin:0 0 .75rem}p{margin:.5rem 0;color:var(--soft)}strong{color:var(--ink);overflow-wrap:anywhere}a{color:var(--main)}";

    private readonly int _status;
    private readonly string _html;

    private SlackInstallPage(int status, string title, string body)
    {
        _status = status;
        _html = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">" +
            $"<title>{Text(title)}</title><style>{Style}</style></head><body><main><h1>{Text(title)}</h1>{body}</main></body></html>";
    }

    public static SlackInstallPage Added(string workspace) => new(
        StatusCodes.Status200OK,
        "Added to Slack",
        $"<p>The app is in <strong>{Text(workspace)}</strong> now. Find it under Apps and write to it: it shows plans, takes orders and helps with what you have.</p>");

    /// <param name="error">Null: the person said no.</param>
    public static SlackInstallPage NotAdded(Error? error) => new(
        error?.ToProblem().StatusCode ?? StatusCodes.Status200OK,
        "Nothing was added",
        $"<p>{Text(error?.Message ?? "You did not allow it, and nothing was changed.")}</p>" +
        (error == Application.Conversations.Channels.Slack.SlackErrors.CannotInstall ? "" : "<p><a href=\"/slack/install\">Start again</a></p>"));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.CacheControl = "no-store";
        // The address of this page carries a code.
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
        httpContext.Response.StatusCode = _status;
        httpContext.Response.ContentType = MediaTypeNames.Text.Html + "; charset=utf-8";
        return httpContext.Response.WriteAsync(_html, httpContext.RequestAborted);
    }

    private static string Text(string value) => HtmlEncoder.Default.Encode(value);
}
