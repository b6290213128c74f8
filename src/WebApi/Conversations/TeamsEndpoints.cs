using EzSolutions.Application.Common;
using EzSolutions.Bot.Channels.Teams;
using EzSolutions.Domain.Common;
using EzSolutions.Infrastructure.Conversations.BotFramework;
using EzSolutions.WebApi.Common;

namespace EzSolutions.WebApi.Conversations;

/// <summary>The bot's address for the Bot Framework: signed requests in, an acknowledgement out.</summary>
internal static class TeamsEndpoints
{
    /// <summary>An activity is far smaller; files come as addresses.</summary>
    private const int MaxBody = 256 * 1024;

    private static readonly Error NotSetUp = Error.NotFound("channel_not_set_up", "Microsoft Teams is not set up here: see docs/channels/teams.md.");

    public static IServiceCollection AddTeams(this IServiceCollection services, IConfiguration configuration) =>
        services.AddBotFramework(configuration) ? services.AddTeamsChannel() : services;

    public static IEndpointRouteBuilder MapTeams(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/messages", ReceiveAsync).WithName("ReceiveBotActivity").WithSummary("Microsoft Teams' signed activities").WithTags("Webhooks").DisableAntiforgery();
        app.MapMethods("/api/messages", ["GET", "PUT", "PATCH", "DELETE"], () => TypedResults.StatusCode(StatusCodes.Status405MethodNotAllowed)).ExcludeFromDescription();
        return app;
    }

    private static async Task<IResult> ReceiveAsync(HttpContext http, ActorContext actor, CancellationToken ct)
    {
        if (http.RequestServices.GetService<TeamsMessages>() is not { } teams)
            return NotSetUp.ToProblem();
        var caller = await teams.AuthenticateAsync(http.Request.Headers.Authorization, ct);
        if (!caller.IsSuccess)
            return caller.Error.ToProblem();
        if (await RawBody.ReadAsync(http.Request, ct, MaxBody) is not { } body)
            return TypedResults.Problem("An activity is at most 256 KB.", statusCode: StatusCodes.Status413PayloadTooLarge);

        // Whoever signed it speaks, not a session.
        actor.Set(new Actor.System("teams"));
        var reply = await teams.ReceiveAsync(caller.Value, body, ct);
        return reply switch
        {
            { Error: { } error } => error.ToProblem(),
            { Body: { } answer } => TypedResults.Json(answer),
            _ => TypedResults.StatusCode(reply.Status),
        };
    }
}
