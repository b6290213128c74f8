using System.Security.Cryptography;

namespace EzSolutions.Sandbox.Pages;

/// <summary>The frame of every page: one style sheet inline, light and dark, no outside assets.</summary>
internal static class Page
{
    private const string Style = """
        :root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#16202e;--soft:#5a6675;--line:#dfe3e9;--brand:#2f5bea;--brand-ink:#fff;--good:#137a48;--bad:#b3261e;--tint:#eef2fe}
        @media(prefers-color-scheme:dark){:root{--bg:#10141b;--card:#1a2029;--ink:#e8ecf2;--soft:#9fabbb;--line:#2d3643;--brand:#7d9bff;--brand-ink:#0d1526;--good:#5fcf98;--bad:#ff8f86;--tint:#1f2a44}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{max-width:1100px;margin:0 auto;padding:24px 16px 48px}
        h1{font-size:1.5rem;line-height:1.25;margin:0 0 4px}h2{font-size:1.05rem;margin:0 0 12px}
        p{margin:0 0 12px}a{color:var(--brand)}.soft{color:var(--soft)}.small{font-size:.875rem}
        .card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:20px;margin:0 0 16px}
        header.bar{background:var(--card);border-bottom:1px solid var(--line)}
        header.bar div{max-width:1100px;margin:0 auto;padding:12px 16px;display:flex;flex-wrap:wrap;gap:4px 20px;align-items:center}
        header.bar strong{margin-right:auto}@media(max-width:480px){header.bar strong{flex-basis:100%}}header.bar a{text-decoration:none;padding:4px 0}
        button,.button{font:inherit;font-weight:600;border:1px solid var(--brand);border-radius:10px;background:var(--brand);color:var(--brand-ink);padding:10px 18px;cursor:pointer;text-decoration:none;display:inline-block;text-align:center}
        button.plain,.button.plain{background:transparent;color:var(--brand);border-color:var(--line)}button.slim{padding:5px 12px;font-size:.875rem}
        button:hover,.button:hover{filter:brightness(1.07)}:focus-visible{outline:3px solid var(--brand);outline-offset:2px}
        label{display:block;font-weight:600;font-size:.9rem;margin:0 0 4px}
        input,select{font:inherit;width:100%;padding:10px 12px;border:1px solid var(--line);border-radius:10px;background:var(--bg);color:var(--ink)}
        .alert{border-radius:10px;padding:12px 14px;border:1px solid var(--bad);color:var(--bad);margin:0 0 16px;font-weight:600}
        .chip{display:inline-block;border-radius:99px;padding:1px 10px;font-size:.8rem;background:var(--tint);color:var(--ink)}
        table{width:100%;border-collapse:collapse;font-size:.92rem}th,td{text-align:left;padding:8px 8px 8px 0;border-bottom:1px solid var(--line);vertical-align:top}th{color:var(--soft);font-weight:600}
        .scroll{overflow-x:auto}code{font:.85em ui-monospace,SFMono-Regular,Menlo,monospace;overflow-wrap:anywhere}
        .num{text-align:right;white-space:nowrap}.row{display:flex;gap:12px;flex-wrap:wrap}.row>*{flex:1 1 120px}
        @media(prefers-reduced-motion:no-preference){button{transition:filter .15s}}
        """;

    public static Task WriteAsync(HttpContext context, string title, Html body, string style = "", string? script = null, int status = 200)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-{nonce}'; connect-src 'self'; img-src data:; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        var code = script is null ? Html.Empty : new Html($"<script nonce=\"{nonce}\">{script}</script>");
        var page = Html.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            <link rel="icon" href="data:,">
            <style>{new Html(Style)}{new Html(style)}</style>
            </head>
            <body>
            {body}
            {code}
            </body>
            </html>
            """);
        return context.Response.WriteAsync(page.Markup, context.RequestAborted);
    }

    /// <summary>The bar of the sandbox's own pages; the payment pages stand without it, as a customer sees them.</summary>
    public static Html Bar() => new("""<header class="bar"><div><strong>EZ Solutions sandbox</strong><a href="/">Controls</a><a href="/mail">Mailbox</a><a href="/teams">Teams</a><a href="/slack">Slack</a><a href="/effects">Effects</a></div></header>""");
}
