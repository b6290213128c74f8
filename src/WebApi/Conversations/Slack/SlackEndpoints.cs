using EzSolutions.Application.Common;
using EzSolutions.Bot.Channels.Slack;
using EzSolutions.Infrastructure.Conversations.Slack;
using EzSolutions.WebApi.Common;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace EzSolutions.WebApi.Conversations.Slack;

/// <summary>Where Slack's requests arrive: verified over the raw bytes, stored, acknowledged; the answer comes by its Web API.</summary>
internal static partial class SlackEndpoints
{
    private static readonly TimeSpan AfterwardsAtMost = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddSlack(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSlackApi(configuration) ? services.AddSlackAdapter() : services;

    /// <summary>Nothing where Slack is not set up.</summary>
    public static IEndpointRouteBuilder MapSlack(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetService<IOptions<SlackOptions>>()?.Value is not { IsSetUp: true })
            return app;
        var slack = app.MapGroup("/slack").WithTags("Slack").ExcludeFromDescription().DisableAntiforgery();
        slack.MapPost("/events", (HttpContext http, CancellationToken ct) => TakeAsync(http, body => SlackInbound.ReadEvent(body), ct));
        slack.MapSlackInstall();
        slack.MapPost("/interactivity", (HttpContext http, CancellationToken ct) => TakeAsync(http, ReadForm, ct));
        return app;
    }

    private static SlackInbound? ReadForm(byte[] body) =>
        QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body)).TryGetValue("payload", out var payload) && payload.Count == 1
            ? SlackInbound.ReadInteraction(payload[0]!)
            : null;

    private static async Task<IResult> TakeAsync(HttpContext http, Func<byte[], SlackInbound?> read, CancellationToken ct)
    {
        var services = http.RequestServices;
        var options = services.GetRequiredService<IOptions<SlackOptions>>().Value;
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("EzSolutions.Slack");
        if (await RawBody.ReadAsync(http.Request, ct) is not { } body)
            return Results.Problem("A request is at most 1 MB.", statusCode: StatusCodes.Status413PayloadTooLarge);
        if (!SlackSignature.IsValid(
            http.Request.Headers["X-Slack-Signature"], http.Request.Headers["X-Slack-Request-Timestamp"], body, options.SigningSecrets,
            services.GetRequiredService<TimeProvider>().GetUtcNow()))
        {
            LogRefused(logger, body.Length);
            return Results.Problem("The request is not signed by Slack for this app, or too old.", statusCode: StatusCodes.Status401Unauthorized);
        }

        return read(body) switch
        {
            null => Results.Problem("This is no request of Slack's.", statusCode: StatusCodes.Status400BadRequest),
            SlackInbound.Challenge challenge => Results.Text(challenge.Value),
            SlackInbound.Nothing => Results.Ok(),
            { } inbound => await AnswerAsync(http, inbound, logger, ct),
        };
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, SlackInbound inbound, ILogger logger, CancellationToken ct)
    {
        // Slack speaks for the person, not a session.
        http.RequestServices.GetRequiredService<ActorContext>().Set(new Actor.System("slack"));
        var reply = await http.RequestServices.GetRequiredService<SlackReceiver>().ReceiveAsync(inbound, http.Request.Headers.ContainsKey("X-Slack-Retry-Num"), ct);
        if (reply.Refused is { } error)
            return error.ToProblem();
        if (reply.Afterwards is not { } afterwards)
            return reply.Json is { } json ? Results.Json(json) : Results.Ok();

        // Slack has its answer before we ask anything of it; it may hang up then, and what is left is done all the same.
        await http.Response.CompleteAsync();
        using var limit = new CancellationTokenSource(AfterwardsAtMost);
        try
        {
            await afterwards(limit.Token);
        }
        catch (Exception exception)
        {
            LogLeftUndone(logger, exception);
        }

        return Results.Empty;
    }

    [LoggerMessage(395, LogLevel.Warning, "What was to be done after Slack's request was answered did not succeed")]
    private static partial void LogLeftUndone(ILogger logger, Exception exception);

    [LoggerMessage(393, LogLevel.Warning, "A request to Slack's endpoint was refused: not signed for this app, or too old ({Length} bytes)")]
    private static partial void LogRefused(ILogger logger, int length);
}
