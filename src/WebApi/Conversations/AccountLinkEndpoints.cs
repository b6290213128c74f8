using EzSolutions.Application.Conversations.Channels.Linking;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations.Channels;
using EzSolutions.WebApi.Common;
using MediatR;

namespace EzSolutions.WebApi.Conversations;

/// <summary>
/// Where an account link leads. Opening it shows what is asked and changes nothing, so that a preview or prefetch cannot use it up; going on gives it
/// to this browser, and only here it is finished. Every step is a plain form: no script.
/// </summary>
internal static class AccountLinkEndpoints
{
    private const string CookieName = "ez_link";

    public static IEndpointRouteBuilder MapAccountLinks(this IEndpointRouteBuilder app)
    {
        app.MapGet("/link/{token}", Look).ExcludeFromDescription();
        app.MapPost("/link/{token}", Claim).ExcludeFromDescription();
        app.MapPost("/link/{token}/code", SendCode).ExcludeFromDescription();
        app.MapPost("/link/{token}/finish", Finish).ExcludeFromDescription();
        app.MapGet("/unlink/{token}", AskToEnd).ExcludeFromDescription();
        app.MapPost("/unlink/{token}", End).ExcludeFromDescription();
        return app;
    }

    private static async Task<IResult> Look(string token, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var link = await mediator.Send(new LookAtAccountLink(token), ct);
        return link.Error is { } error ? AccountLinkPage.Over(http.Words(), error) : AccountLinkPage.Begin(http.Words(link.Value.Locale), link.Value, token);
    }

    private static async Task<IResult> Claim(string token, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var link = await mediator.Send(new LookAtAccountLink(token), ct);
        if (link.Error is { } error)
            return AccountLinkPage.Over(http.Words(), error);
        var claimed = await mediator.Send(new ClaimAccountLink(token), ct);

        // Gone back and forth in the browser that has it: no harm.
        if (claimed.Error is { } refused && (refused != ChannelErrors.LinkOtherBrowser || http.Request.Cookies[CookieName] is null))
            return AccountLinkPage.Over(http.Words(link.Value.Locale), refused);
        if (claimed.IsSuccess)
            Keep(http, token, claimed.Value);
        return AccountLinkPage.AskEmail(http.Words(link.Value.Locale), link.Value, token);
    }

    private static async Task<IResult> SendCode(string token, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var link = await mediator.Send(new LookAtAccountLink(token), ct);
        if (link.Error is { } error)
            return AccountLinkPage.Over(http.Words(), error);
        var form = await ReadAsync(http, ct);
        var email = form("email").Trim();
        var sent = await mediator.Send(new SendAccountLinkCode(token, http.Request.Cookies[CookieName], email, link.Value.Locale), ct);
        return sent.Error switch
        {
            null => AccountLinkPage.AskCode(http.Words(link.Value.Locale), link.Value, token, sent.Value.Email),
            // The one sent a moment ago still works.
            { Code: "code_sent_recently" } => AccountLinkPage.AskCode(http.Words(link.Value.Locale), link.Value, token, email),
            { } refused when IsOver(refused) => AccountLinkPage.Over(http.Words(link.Value.Locale), refused),
            { } refused => AccountLinkPage.AskEmail(http.Words(link.Value.Locale), link.Value, token, email, refused),
        };
    }

    private static async Task<IResult> Finish(string token, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var link = await mediator.Send(new LookAtAccountLink(token), ct);
        if (link.Error is { } error)
            return AccountLinkPage.Over(http.Words(), error);
        var form = await ReadAsync(http, ct);
        var email = form("email").Trim();
        var linked = await mediator.Send(
            new CompleteAccountLink(token, http.Request.Cookies[CookieName], email, form("code"), form("consent") is "yes"), ct);
        if (linked.Error is { } refused)
        {
            return IsOver(refused) || refused == ChannelErrors.LinkedToOther
                ? AccountLinkPage.Over(http.Words(link.Value.Locale), refused)
                : AccountLinkPage.AskCode(http.Words(link.Value.Locale), link.Value, token, email, refused);
        }
        http.Response.Cookies.Delete(CookieName, Options(http, token));
        return AccountLinkPage.Done(http.Words(link.Value.Locale), linked.Value);
    }

    private static async Task<IResult> AskToEnd(string token, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var linked = await mediator.Send(new LookAtLinkedAccount(token), ct);
        return linked.Error is { } error ? AccountLinkPage.Over(http.Words(), error) : AccountLinkPage.AskToEnd(http.Words(linked.Value.Locale), linked.Value, token);
    }

    private static async Task<IResult> End(string token, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var ended = await mediator.Send(new EndAccountLink(token), ct);
        return ended.Error is { } error ? AccountLinkPage.Over(http.Words(), error) : AccountLinkPage.Ended(http.Words());
    }

    private static bool IsOver(Error error) =>
        error == ChannelErrors.LinkNotFound || error == ChannelErrors.LinkExpired || error == ChannelErrors.LinkUsed || error == ChannelErrors.LinkOtherBrowser;

    private static void Keep(HttpContext http, string token, string secret) => http.Response.Cookies.Append(CookieName, secret, Options(http, token));

    /// <summary>For this link alone, and never sent along by another site's page: so nobody can press these forms for the person.</summary>
    private static CookieOptions Options(HttpContext http, string token) => new()
    {
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Strict,
        Path = $"/link/{Uri.EscapeDataString(token)}",
        MaxAge = AccountLink.Life,
        IsEssential = true,
    };

    private static async Task<Func<string, string>> ReadAsync(HttpContext http, CancellationToken ct)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : null;
        return name => form?[name].ToString() ?? "";
    }
}
