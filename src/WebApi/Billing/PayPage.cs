using System.Net.Mime;
using System.Text.Encodings.Web;
using EzSolutions.Application.Billing;
using EzSolutions.Application.Common.Texts;
using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Common;

namespace EzSolutions.WebApi.Billing;

/// <summary>The few plain pages around a payment: no script, no outside resource, every value encoded (C08).</summary>
internal sealed class PayPage : IResult
{
    private readonly int _status;
    private readonly string _html;

    private readonly string _formAction;

    /// <param name="title">The key of its text.</param>
    /// <param name="body">HTML; every value in it is encoded.</param>
    private PayPage(int status, Phrases words, string title, string body, string mark, string tone, string? lookAgainAt = null, string formAction = "'none'")
    {
        _status = status;
        _formAction = formAction;
        _html = $$"""
            <!doctype html>
            <html lang="{{words.Language}}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            {{(lookAgainAt is null ? "" : $"<meta http-equiv=\"refresh\" content=\"3; url={Text(lookAgainAt)}\">")}}
            <title>{{words.SayHtml(title)}}</title>
            <style>
            :root { color-scheme: light dark; --bg: #f3f4f8; --card: #fff; --ink: #1d2433; --soft: #4a5266; --line: #e3e6ef; --good: #1f8a4c; --wait: #3b5bdb; --bad: #b3403a }
            @media (prefers-color-scheme: dark) { :root { --bg: #12151d; --card: #1b202c; --ink: #e8ebf3; --soft: #a6aec0; --line: #2c3343 } }
            body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--bg); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif }
            main { width: min(26rem, calc(100vw - 2rem)); box-sizing: border-box; background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: 2.25rem 2rem; text-align: center }
            .mark { width: 56px; height: 56px; margin: 0 auto 1rem; border-radius: 50%; display: grid; place-items: center; font-size: 28px; color: #fff; background: var(--{{tone}}) }
            h1 { font-size: 1.35rem; margin: 0 0 .5rem } p { margin: .4rem 0; color: var(--soft) }
            dl { margin: 1.25rem 0 0; border-top: 1px solid var(--line) } dl div { display: flex; justify-content: space-between; gap: 1rem; padding: .6rem 0; border-bottom: 1px solid var(--line) }
            dt { color: var(--soft) } dd { margin: 0; font-weight: 600 }
            a.button { display: inline-block; margin-top: 1.25rem; padding: .7rem 1.3rem; border-radius: 10px; background: var(--wait); color: #fff; font-weight: 600; text-decoration: none }
            button.button { border: 0; width: 100%; cursor: pointer; font: inherit; font-weight: 600; margin-top: 1.25rem; padding: .7rem 1.3rem; border-radius: 10px; background: var(--wait); color: #fff }
            a.way { display: block; margin-top: .75rem } .button:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px }
            </style>
            </head>
            <body><main><div class="mark" aria-hidden="true">{{mark}}</div><h1>{{words.SayHtml(title)}}</h1>{{body}}</main></body>
            </html>
            """;
    }

    public static PayPage TopUpDone(Phrases words) => new(StatusCodes.Status200OK, words, "Pay.thanksTitle", $"<p>{words.SayHtml("Pay.topUpDone")}</p>", "&#10003;", "good");

    public static PayPage TopUpCancelled(Phrases words) => new(StatusCodes.Status200OK, words, "Pay.nothingTitle", $"<p>{words.SayHtml("Pay.whenever")}</p>", "&#8635;", "wait");

    /// <summary>Several ways to pay: credit first, then the gateways.</summary>
    public static PayPage Choose(Phrases words, PayPageView page, string token) => new(
        StatusCodes.Status200OK, words, "Pay.howTitle",
        Facts(words, page, page.AmountDue)
            + (page.WalletCredit.IsPositive
                ? $"""<form method="post" action="/pay/{Url(token)}/wallet"><button class="button" type="submit">{words.SayHtml("Pay.useCredit", ("amount", words.Amount(page.WalletCredit)))}</button></form>"""
                : "")
            + string.Concat(page.Ways.Select(way => $"""<a class="button way" href="/pay/{Url(token)}?with={Url(way.Provider)}">{Text(way.Name)}</a>""")),
        "&#36;", "wait", formAction: "'self'");

    /// <summary>A gateway whose page wants to be posted to.</summary>
    public static PayPage Forward(Phrases words, HostedForm form) => new(
        StatusCodes.Status200OK, words, "Pay.forwardTitle",
        $"""
         <p>{words.SayHtml("Pay.forward")}</p>
         <form method="post" action="{Text(form.Action.AbsoluteUri)}">{string.Concat(form.Fields.Select(f => $"""<input type="hidden" name="{Text(f.Key)}" value="{Text(f.Value)}">"""))}
         <button class="button" type="submit">{words.SayHtml("Pay.goOn")}</button></form>
         """,
        "&#8594;", "wait", formAction: form.Action.GetLeftPart(UriPartial.Authority));

    public static PayPage Paid(Phrases words, PayPageView page) => new(
        StatusCodes.Status200OK, words, "Pay.paidTitle", $"<p>{words.SayHtml("Pay.paid")}</p>{Facts(words, page, page.Total)}", "&#10003;", "good");

    public static PayPage Waiting(Phrases words, PayPageView page, string token) => new(
        StatusCodes.Status200OK, words, "Pay.waitingTitle",
        $"""
         <p>{words.SayHtml("Pay.waiting")}</p>
         {Facts(words, page, page.AmountDue)}
         <p>{words.SayHtml("Pay.didNotPay")} <a href="/pay/{Url(token)}">{words.SayHtml("Pay.back")}</a>.</p>
         """,
        "&#8987;", "wait", lookAgainAt: $"/pay/{Url(token)}/done");

    public static PayPage NotPaid(Phrases words, PayPageView page, string token) => new(
        StatusCodes.Status200OK, words, "Pay.notPaidTitle",
        $"""
         <p>{(page.LastRefusal is { } reason ? Text(reason) : words.SayHtml("Pay.notMade"))} {words.SayHtml("Pay.kept")}</p>
         {Facts(words, page, page.AmountDue)}
         <a class="button" href="/pay/{Url(token)}">{words.SayHtml("Pay.tryAgain")}</a>
         """,
        "&#8635;", "wait");

    public static PayPage CardSaved(Phrases words) => new(StatusCodes.Status200OK, words, "Pay.cardTitle", $"<p>{words.SayHtml("Pay.card")}</p>", "&#10003;", "good");

    public static PayPage CardNotSaved(Phrases words) => new(StatusCodes.Status200OK, words, "Pay.noCardTitle", $"<p>{words.SayHtml("Pay.noCard")}</p>", "&#8635;", "wait");

    public static PayPage Problem(Phrases words, Error error) => new(HttpResults.StatusOf(error.Kind), words, "Pay.problemTitle", $"<p>{Text(words.Of(error))}</p>", "!", "bad");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        PayEndpoints.Guard(httpContext, _formAction);
        httpContext.Response.StatusCode = _status;
        httpContext.Response.ContentType = MediaTypeNames.Text.Html + "; charset=utf-8";
        return httpContext.Response.WriteAsync(_html, httpContext.RequestAborted);
    }

    private static string Facts(Phrases words, PayPageView page, Money amount) =>
        $"<dl>{Fact(words, "Pay.invoice", page.InvoiceNumber)}{(page.OrderNumber is { } order ? Fact(words, "Pay.order", order) : "")}{Fact(words, "Pay.amount", words.Amount(amount))}</dl>";

    private static string Fact(Phrases words, string label, string value) => $"<div><dt>{words.SayHtml(label)}</dt><dd>{Text(value)}</dd></div>";

    private static string Text(string value) => HtmlEncoder.Default.Encode(value);

    private static string Url(string value) => Uri.EscapeDataString(value);
}
