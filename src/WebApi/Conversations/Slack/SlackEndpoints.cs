using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Application.Conversations.Channels.Slack;
using EzSolutions.Bot.Channels.Slack;
using EzSolutions.Domain.Common;
using EzSolutions.Infrastructure.Conversations.Slack;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace EzSolutions.WebApi.Conversations.Slack;

/// <summary>Where Slack's requests arrive: verified over the raw bytes, stored, acknowledged; the answer comes by its Web API.</summary>
internal static partial class SlackEndpoints
{
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
            SlackInbound.Removed gone => await RemoveAsync(http, gone),
            SlackInbound.Message { Sender: var sender } said => await SendAsync(http, sender, new ReceiveFromChannel(sender, said.Id, said.Text)),
            SlackInbound.Press { Sender: var sender } press => await SendAsync(http, sender, new ReceiveFromChannel(sender, press.Id, null, press.Button)),
            SlackInbound.Greeting { Sender: var sender } => await SendAsync(http, sender, new GreetOnChannel(sender)),
            _ => Results.Ok(),
        };
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, SlackInbound.Removed gone)
    {
        http.RequestServices.GetRequiredService<ActorContext>().Set(new Actor.System("slack"));
        var happenedAt = gone.HappenedAt ?? http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var done = await http.RequestServices.GetRequiredService<IMediator>().Send(
            new RemoveInstallation("slack", gone.Team, happenedAt, gone.Reason, gone.BotUserIds), http.RequestAborted);
        return done.Error is { } error ? error.ToProblem() : Results.Ok();
    }

    private static async Task<IResult> SendAsync<T>(HttpContext http, ChannelSender sender, IRequest<Result<T>> request)
    {
        // Another workspace's ids mean nothing here.
        if (!await http.RequestServices.GetRequiredService<ISlackApi>().ServesAsync(sender.Tenant, http.RequestAborted))
            return Results.Ok();
        // Slack speaks for the person, not a session.
        http.RequestServices.GetRequiredService<ActorContext>().Set(new Actor.System("slack"));
        var done = await http.RequestServices.GetRequiredService<IMediator>().Send(request, http.RequestAborted);
        if (done.Error is not { } error)
            return Results.Ok();
        // Slack sends again what is refused so, in its own time.
        if (error.Kind == ErrorKind.Unavailable)
            return error.ToProblem();

        // Sending it again would change nothing: the person is told, and only they.
        await http.RequestServices.GetRequiredService<ISlackApi>().CallAsync(
            sender.Tenant, "chat.postEphemeral", SlackRefusal.Of(sender, error.Message), http.RequestAborted);
        return Results.Ok();
    }

    [LoggerMessage(393, LogLevel.Warning, "A request to Slack's endpoint was refused: not signed for this app, or too old ({Length} bytes)")]
    private static partial void LogRefused(ILogger logger, int length);
}
