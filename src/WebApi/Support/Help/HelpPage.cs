using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using EzSolutions.Application.Common.Texts;
using EzSolutions.Application.Support.Knowledge;
using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Common;

namespace EzSolutions.WebApi.Support.Help;

/// <summary>The public help: no script, no outside resource, every value encoded (C08).</summary>
internal sealed class HelpPage : IResult
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly int _status;
    private readonly string _html;

    private HelpPage(int status, string title, HelpFrame frame, string search, string body)
    {
        _status = status;
        var words = frame.Words;
        _html = $$"""
            <!doctype html>
            <html lang="{{words.Language}}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{Text(title)}}</title>
            <style>
            :root { color-scheme: light dark; --bg: #f3f4f8; --card: #fff; --ink: #1d2433; --soft: #4a5266; --line: #e3e6ef; --edge: #868ea2; --link: #2f4fc4; --code: #f0f2f8 }
            @media (prefers-color-scheme: dark) { :root { --bg: #12151d; --card: #1b202c; --ink: #e8ebf3; --soft: #a6aec0; --line: #2c3343; --edge: #6d7690; --link: #9db2ff; --code: #232a39 } }
            * { box-sizing: border-box }
            body { margin: 0; background: var(--bg); color: var(--ink); font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif }
            header, main { width: min(46rem, calc(100vw - 2rem)); margin: 0 auto } header { padding: 2rem 0 1rem } main { padding-bottom: 1.5rem }
            a { color: var(--link) } header a.home { font-weight: 700; text-decoration: none; color: var(--ink) }
            form.search { display: flex; gap: .5rem; margin-top: .75rem }
            input[type=search] { flex: 1; min-width: 0; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--edge); border-radius: 10px; padding: .65rem .9rem; text-overflow: ellipsis }
            input::placeholder { color: var(--soft); opacity: 1; text-overflow: ellipsis }
            button { font: inherit; font-weight: 600; border: 1px solid var(--edge); border-radius: 10px; padding: .65rem 1rem; background: var(--card); color: inherit; cursor: pointer }
            form.search button { background: var(--link); border-color: var(--link); color: var(--card) }
            :focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
            .card { background: var(--card); border: 1px solid var(--line); border-radius: 16px; padding: 1.75rem; margin-bottom: 1.25rem; overflow-wrap: anywhere }
            h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .75rem } h1.first { margin: .25rem 0 1rem } h2 { font-size: 1.15rem; margin: 1.5rem 0 .4rem } .card > :first-child { margin-top: 0 } .card > :last-child { margin-bottom: 0 }
            ul.links { list-style: none; margin: 0; padding: 0 } ul.links li { padding: .4rem 0; border-top: 1px solid var(--line) } ul.links li:first-child { border-top: 0 }
            ul.links p { margin: .15rem 0 0; color: var(--soft); font-size: .95rem }
            pre { background: var(--code); border-radius: 10px; padding: .9rem 1rem; overflow-x: auto } code { font: .92em/1.5 ui-monospace, Menlo, Consolas, monospace; background: var(--code); border-radius: 5px; padding: .1em .3em } pre code { padding: 0; background: none }
            table { border-collapse: collapse; display: block; overflow-x: auto } th, td { text-align: left; border: 1px solid var(--line); padding: .4rem .7rem }
            .note { border-left: 3px solid var(--link); margin: 0 0 1rem; padding: .1rem .8rem; color: var(--soft) }
            .meta, footer { color: var(--soft); font-size: .92rem } footer { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem; border-top: 1px solid var(--line); margin-top: 1.5rem; padding-top: 1.1rem } footer form { display: inline-flex; gap: .5rem } footer .changed { margin-left: auto }
            .meta { margin: 0 0 .5rem } span.meta { margin: 0 }
            @media (max-width: 34rem) { header { padding: 1.25rem 0 .9rem } .card { padding: 1.25rem; border-radius: 12px } h1 { font-size: 1.4rem } }
            </style>
            </head>
            <body>
            <header>
            <a class="home" href="/help{{frame.Suffix}}">{{words.SayHtml("Help.title")}}</a>
            <form class="search" method="get" action="/help" role="search">
            <input type="search" name="q" value="{{Text(search)}}" maxlength="1000" placeholder="{{words.SayHtml("Help.placeholder")}}" aria-label="{{words.SayHtml("Help.searchLabel")}}">
            {{(frame.IsAsked ? $"""<input type="hidden" name="lang" value="{Text(frame.Language)}">""" : "")}}
            <button type="submit">{{words.SayHtml("Help.search")}}</button>
            </form>
            </header>
            <main>{{body}}</main>
            </body>
            </html>
            """;
    }

    public static HelpPage Index(IReadOnlyList<ArticleSummary> articles, HelpFrame frame) => new(
        StatusCodes.Status200OK, frame.Words.Say("Help.title", []), frame, "",
        $"""<h1 class="first">{frame.Words.SayHtml("Help.indexTitle")}</h1>""" + (articles.Count == 0
            ? $"""<div class="card"><p>{frame.Words.SayHtml("Help.none")}</p></div>"""
            : string.Concat(articles.GroupBy(a => a.Category, StringComparer.OrdinalIgnoreCase).Select(category => $"""
                <section class="card"><h2>{Text(category.Key)}</h2><ul class="links">{string.Concat(category.Select(a => $"<li>{Link(a.Slug, a.Title, a.Language, frame)}</li>"))}</ul></section>
                """))));

    public static HelpPage Results(string asked, IReadOnlyList<FoundArticle> found, HelpFrame frame) => new(
        StatusCodes.Status200OK, $"{asked} - {frame.Words.Say("Help.title", [])}", frame, asked,
        found.Count == 0
            ? $"""<div class="card"><h1>{frame.Words.SayHtml("Help.nothingTitle")}</h1><p>{frame.Words.SayHtml("Help.nothing")}</p>{All(frame)}</div>"""
            : $"""
               <section class="card"><h1>{frame.Words.SayHtml("Help.fits")}</h1><ul class="links">{string.Concat(found.Select(a => $"""
                   <li>{Link(a.Slug, a.Title, a.Language, frame)}<p lang="{Text(a.Language)}">{Text(a.Heading is null ? "" : a.Heading + ": ")}{Text(Beginning(a.Text))}</p></li>
                   """))}</ul></section>
               """);

    public static HelpPage Article(ArticleView article, HelpFrame frame, bool thanked) => new(
        StatusCodes.Status200OK, $"{article.Title} - {frame.Words.Say("Help.title", [])}", frame, "",
        $"""
         <article class="card">{(frame.IsForeign(article.Language) ? $"""<p class="note">{frame.Words.SayHtml("Help.otherLanguage")}</p>""" : "")}
         <p class="meta"><a href="/help{frame.Suffix}">{frame.Words.SayHtml("Help.all")}</a> · <span lang="{Text(article.Language)}">{Text(article.Category)}</span></p>
         <div lang="{Text(article.Language)}"><h1>{Text(article.Title)}</h1>
         {ArticleHtml.Render(article.Body)}</div>
         <footer>{(thanked
             ? $"<span role=\"status\">{frame.Words.SayHtml("Help.thanks")}</span>"
             : $"""
                <span>{frame.Words.SayHtml("Help.helped")}</span>
                <form method="post" action="{Text(PathOf(article.Slug, frame))}"><button name="helpful" value="yes">{frame.Words.SayHtml("Help.yes")}</button><button name="helpful" value="no">{frame.Words.SayHtml("Help.no")}</button></form>
                """)}
         <span class="changed">{frame.Words.SayHtml("Help.changed", ("day", frame.Words.Day(article.UpdatedAt)))}</span></footer></article>
         """);

    public static HelpPage Problem(Error error, HelpFrame frame) => new(
        HttpResults.StatusOf(error.Kind), frame.Words.Say("Help.title", []), frame, "", $"""<div class="card"><h1>{Text(frame.Words.Of(error))}</h1>{All(frame)}</div>""");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = _status;
        response.ContentType = $"{MediaTypeNames.Text.Html}; charset=utf-8";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = "Accept-Language";
        await response.WriteAsync(_html, httpContext.RequestAborted);
    }

    private static string PathOf(string slug, HelpFrame frame) => $"/help/{Uri.EscapeDataString(slug)}{frame.Suffix}";

    /// <summary>With the language's name behind a title that is not in the reader's own.</summary>
    private static string Link(string slug, string title, string language, HelpFrame frame) =>
        $"""<a href="{Text(PathOf(slug, frame))}" lang="{Text(language)}">{Text(title)}</a>{(frame.IsForeign(language) ? $""" <span class="meta">({Text(HelpFrame.NameOf(language))})</span>""" : "")}""";

    private static string All(HelpFrame frame) => $"""<p><a href="/help{frame.Suffix}">{frame.Words.SayHtml("Help.all")}</a></p>""";

    private static string Beginning(string text) => text.Length <= 180 ? text : string.Concat(text.AsSpan(0, 179), "…");

    private static string Text(string text) => Encoder.Encode(text);
}
