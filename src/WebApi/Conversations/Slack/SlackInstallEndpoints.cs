using EzSolutions.Application.Conversations.Channels.Slack;
using EzSolutions.WebApi.Common;
using MediatR;

namespace EzSolutions.WebApi.Conversations.Slack;

/// <summary>Being added to a workspace: off to Slack with a state that only this browser can finish, and back with a permission.</summary>
internal static class SlackInstallEndpoints
{
    private const string CookieName = "ez_slack_install";

    public static RouteGroupBuilder MapSlackInstall(this RouteGroupBuilder slack)
    {
        slack.MapGet("/install", Begin);
        slack.MapGet("/callback", Finish);
        return slack;
    }

    private static async Task<IResult> Begin(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var start = await mediator.Send(new BeginSlackInstall(), ct);
        if (start.Error is { } error)
            return SlackInstallPage.NotAdded(http.Words(), error);
        http.Response.Cookies.Append(CookieName, start.Value.Browser, Options(http));
        http.Response.Headers.CacheControl = "no-store";
        return Results.Redirect(start.Value.AskAt.AbsoluteUri);
    }

    private static async Task<IResult> Finish(HttpContext http, IMediator mediator, CancellationToken ct, string? code = null, string? state = null, string? error = null)
    {
        var browser = http.Request.Cookies[CookieName];
        http.Response.Cookies.Delete(CookieName, Options(http));
        if (error is not null || code is null)
            return SlackInstallPage.NotAdded(http.Words(), error is "access_denied" ? null : SlackErrors.StateInvalid);
        var installed = await mediator.Send(new CompleteSlackInstall(code, state ?? "", browser), ct);
        return installed.Error is { } refused ? SlackInstallPage.NotAdded(http.Words(), refused) : SlackInstallPage.Added(http.Words(), installed.Value.Name);
    }

    /// <summary>Lax: Slack's page leads back here by a link.</summary>
    private static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/slack",
        MaxAge = TimeSpan.FromMinutes(10),
        IsEssential = true,
    };
}
