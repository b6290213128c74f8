using System.Net.Mime;
using System.Text.Encodings.Web;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Application.Conversations.Channels.Linking;
using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Common;

namespace EzSolutions.WebApi.Conversations;

/// <summary>The plain pages of an account link: no script, nothing from outside, every value encoded (C08).</summary>
internal sealed class AccountLinkPage : IResult
{
    private const string Style =
        ":root{color-scheme:light dark;--bg:#f3f4f8;--card:#fff;--ink:#1d2433;--soft:#4a5266;--line:#ccd2df;--main:#3b5bdb;--bad:#b3403a}" +
        "@media(prefers-color-scheme:dark){:root{--bg:#12151d;--card:#1b202c;--ink:#e8ebf3;--soft:#a6aec0;--line:#3a4358;--bad:#ff8a80}}" +
        "body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--bg);color:var(--ink);font:16px/1.55 system-ui,-apple-system,\"Segoe UI\",Roboto,sans-serif}" +
        "main{width:min(28rem,calc(100vw - 2rem));box-sizing:border-box;background:var(--card);border-radius:16px;padding:2rem;margin:1rem 0}" +
        "h1{font-size:1.35rem;line-height:1.3;margin:0 0 .75rem}p{margin:.5rem 0;color:var(--soft)}strong{color:var(--ink);overflow-wrap:anywhere}" +
        "label{display:block;margin-top:1rem;font-weight:600}input[type=email],input[type=text]{display:block;box-sizing:border-box;width:100%;margin-top:.35rem;padding:.65rem .8rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:10px}" +
        "label.consent{display:flex;gap:.7rem;align-items:flex-start;font-weight:400}label.consent input{flex:none;width:1.15rem;height:1.15rem;margin:.2rem 0 0}" +
        "button{width:100%;margin-top:1.25rem;padding:.7rem 1.3rem;border:0;border-radius:10px;background:var(--main);color:#fff;font:inherit;font-weight:600;cursor:pointer}" +
        ":focus-visible{outline:3px solid var(--main);outline-offset:2px}.error{color:var(--bad)}";

    private readonly int _status;
    private readonly string _html;

    private AccountLinkPage(int status, string title, string body)
    {
        _status = status;
        _html = $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">" +
            $"<title>{Text(title)}</title><style>{Style}</style></head><body><main><h1>{Text(title)}</h1>{body}</main></body></html>";
    }

    public static AccountLinkPage Begin(AccountLinkView link, string token) => new(
        StatusCodes.Status200OK,
        $"Link your {ChannelNames.Of(link.Channel)} account",
        $"<p>The {Text(ChannelNames.Of(link.Channel))} account <strong>{Text(link.AccountName)}</strong> asks to be linked to your account here.</p>" +
        "<p>Go on only if that is your own account and you asked for this in the chat a moment ago.</p>" +
        $"<form method=\"post\" action=\"/link/{Url(token)}\"><button type=\"submit\">Yes, that's me</button></form>");

    public static AccountLinkPage AskEmail(AccountLinkView link, string token, string email = "", Error? refused = null) => new(
        refused is null ? StatusCodes.Status200OK : refused.ToProblem().StatusCode,
        "Sign in",
        $"{Problem(refused)}<p>We e-mail you a 6-digit code. No password needed.</p><form method=\"post\" action=\"/link/{Url(token)}/code\">" +
        $"<label for=\"email\">E-mail address</label><input id=\"email\" name=\"email\" type=\"email\" required maxlength=\"254\" autocomplete=\"email\" value=\"{Text(email)}\">" +
        $"<button type=\"submit\">Send me a code</button></form><p>To be linked: {Text(ChannelNames.Of(link.Channel))} account <strong>{Text(link.AccountName)}</strong></p>");

    public static AccountLinkPage AskCode(AccountLinkView link, string token, string email, Error? refused = null) => new(
        refused is null ? StatusCodes.Status200OK : refused.ToProblem().StatusCode,
        "Enter the code, and agree",
        $"{Problem(refused)}<p>If <strong>{Text(email)}</strong> is your address, a code is in your mailbox now. It works for 5 minutes.</p>" +
        $"<form method=\"post\" action=\"/link/{Url(token)}/finish\"><input type=\"hidden\" name=\"email\" value=\"{Text(email)}\">" +
        "<label for=\"code\">6-digit code</label><input id=\"code\" name=\"code\" type=\"text\" inputmode=\"numeric\" autocomplete=\"one-time-code\" required maxlength=\"12\">" +
        $"<label class=\"consent\"><input name=\"consent\" type=\"checkbox\" value=\"yes\" required><span>I agree that the {Text(ChannelNames.Of(link.Channel))} account " +
        $"<strong>{Text(link.AccountName)}</strong> can see and use my account here in a private chat: orders, invoices, services and tickets. I can end this at any time by writing \"unlink my account\" there.</span></label>" +
        "<button type=\"submit\">Link the account</button></form>");

    public static AccountLinkPage Done(AccountLinked linked) => new(
        StatusCodes.Status200OK,
        "Your account is linked",
        $"<p>The {Text(ChannelNames.Of(linked.Channel))} account <strong>{Text(linked.AccountName)}</strong> is linked to <strong>{Text(linked.Email)}</strong>.</p>" +
        "<p>Close this page and go on in the chat.</p>");

    /// <summary>A mail told of a linking that its reader may not have done.</summary>
    public static AccountLinkPage AskToEnd(LinkedAccountView linked, string token) => new(
        StatusCodes.Status200OK,
        $"Unlink the {linked.Channel} account",
        $"<p>An account on {Text(linked.Channel)} is linked to <strong>{Text(linked.Email)}</strong>. Unlinked, it can neither see nor use anything of yours any more.</p>" +
        $"<form method=\"post\" action=\"/unlink/{Url(token)}\"><button type=\"submit\">Unlink it</button></form>");

    public static AccountLinkPage Ended { get; } = new(
        StatusCodes.Status200OK,
        "The account is unlinked",
        "<p>It is signed out everywhere. If somebody else linked it, they had a code from your mailbox: please change its password, and write to us if anything was ordered or changed.</p>");

    public static AccountLinkPage Over(Error error) => new(
        error.Kind is ErrorKind.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone, "Nothing was linked", $"<p>{Text(error.Message)}</p>");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        httpContext.Response.StatusCode = _status;
        httpContext.Response.ContentType = MediaTypeNames.Text.Html + "; charset=utf-8";
        return httpContext.Response.WriteAsync(_html, httpContext.RequestAborted);
    }

    private static string Problem(Error? refused) => refused is null ? "" : $"<p class=\"error\" role=\"alert\">{Text(refused.Message)}</p>";

    private static string Text(string value) => HtmlEncoder.Default.Encode(value);

    private static string Url(string value) => Uri.EscapeDataString(value);
}
