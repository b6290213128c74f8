using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace EzSolutions.WebApi.Common;

/// <summary>A small page of ours for somebody who follows a link: no script, nothing from outside, kept nowhere (C08). Its address may carry a secret, so it tells no other site.</summary>
/// <param name="language">Two letters, what it is written in.</param>
/// <param name="body">HTML; every value in it has gone through <see cref="Text"/>.</param>
internal sealed class PlainPage(int status, string language, string title, string body) : IResult
{
    private const string Style =
        ":root{color-scheme:light dark;--bg:#f3f4f8;--card:#fff;--ink:#1d2433;--soft:#4a5266;--line:#ccd2df;--main:#3b5bdb;--link:#3b5bdb;--bad:#b3403a}" +
        "@media(prefers-color-scheme:dark){:root{--bg:#12151d;--card:#1b202c;--ink:#e8ebf3;--soft:#a6aec0;--line:#3a4358;--link:#8ea6ff;--bad:#ff8a80}}" +
        "body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--bg);color:var(--ink);font:16px/1.55 system-ui,-apple-system,\"Segoe UI\",Roboto,sans-serif}" +
        "main{width:min(28rem,calc(100vw - 2rem));box-sizing:border-box;background:var(--card);border-radius:16px;padding:2rem;margin:1rem 0}" +
        "h1{font-size:1.35rem;line-height:1.3;margin:0 0 .75rem}p{margin:.5rem 0;color:var(--soft)}strong{color:var(--ink);overflow-wrap:anywhere}a{color:var(--link)}" +
        "label{display:block;margin-top:1rem;font-weight:600}input[type=email],input[type=text]{display:block;box-sizing:border-box;width:100%;margin-top:.35rem;padding:.65rem .8rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:10px}" +
        "label.consent{display:flex;gap:.7rem;align-items:flex-start;font-weight:400}label.consent input{flex:none;width:1.15rem;height:1.15rem;margin:.2rem 0 0}" +
        "button{width:100%;margin-top:1.25rem;padding:.7rem 1.3rem;border:0;border-radius:10px;background:var(--main);color:#fff;font:inherit;font-weight:600;cursor:pointer}" +
        ":focus-visible{outline:3px solid var(--main);outline-offset:2px}.error{color:var(--bad)}";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string _html =
        $"<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">" +
        $"<title>{Text(title)}</title><style>{Style}</style></head><body><main><h1>{Text(title)}</h1>{body}</main></body></html>";

    public static string Text(string value) => Encoder.Encode(value);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = MediaTypeNames.Text.Html + "; charset=utf-8";
        return httpContext.Response.WriteAsync(_html, httpContext.RequestAborted);
    }
}
