using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.BotFramework;

internal static class BotFrameworkEndpoints
{
    internal sealed record NewKey(IReadOnlyList<string>? Endorsements = null, bool KeepOld = false);

    internal sealed record Block(string Conversation, string? Reason = null);

    public static void AddBotFramework(this IServiceCollection services)
    {
        services.AddSingleton<BotKeys>();
        services.AddSingleton<BotTokens>();
        services.AddSingleton<BotSignIn>();
        services.AddSingleton<TeamsStore>();
        services.AddSingleton<TeamsThrottle>();
        services.AddSingleton<ConnectorApi>();
        services.AddSingleton<ConnectorCalls>();
        services.AddSingleton<BotService>();
        services.AddSingleton<TeamsFiles>();
    }

    public static void MapBotFramework(this WebApplication app)
    {
        app.MapGet("/botframework/v1/.well-known/openidconfiguration", (HttpContext context) => WriteAsync(context, Metadata(context)));
        app.MapGet("/botframework/v1/.well-known/keys", (HttpContext context, BotKeys keys) => WriteAsync(context, keys.Published()));
        app.MapPost("/botframework/{tenant}/oauth2/v2.0/token", (HttpContext context, BotSignIn signIn, string tenant) => signIn.AnswerAsync(context, tenant));
        app.Services.GetRequiredService<ConnectorCalls>().Map(app);
        app.Services.GetRequiredService<TeamsFiles>().Map(app);

        // What people and Microsoft do, on purpose.
        app.MapPost("/botframework/_activities", (HttpContext context, BotService service) =>
            PlayAsync<TeamsDeed>(context, deed => service.DoAsync(deed, ServiceUrl(context), context.RequestAborted)));
        app.MapPost("/botframework/_keys", (HttpContext context, BotKeys keys) =>
            PlayAsync<NewKey>(context, asked => Task.FromResult(new JsonObject { ["kid"] = keys.Rotate(asked.Endorsements, asked.KeepOld).Id })));
        app.MapPost("/botframework/_tokens/revoke", (HttpContext context, BotSignIn signIn) => PlayAsync<JsonObject>(context, _ =>
        {
            context.RequestServices.GetRequiredService<Journal>().Transact(signIn.Revoke);
            return Task.FromResult(new JsonObject { ["issued"] = signIn.Count });
        }));
        app.MapPost("/botframework/_blocks", (HttpContext context, TeamsStore store) => PlayAsync<Block>(context, asked =>
        {
            store.Journal.Transact(() => store.Conversations.Put(asked.Conversation, store.Conversation(asked.Conversation) with { Blocked = asked.Reason }));
            return Task.FromResult(new JsonObject { ["blocked"] = asked.Reason });
        }));
        app.MapGet("/botframework/_conversations/{id}", (HttpContext context, TeamsStore store, string id) => context.Response.WriteAsJsonAsync(
            store.Activities.All().Where(a => a.Conversation == id && !a.Deleted), Journal.Json, context.RequestAborted));
        app.MapGet("/teams", TeamsPage.ShowAsync);
    }

    /// <summary>As the bot sees it: the address this very request came to.</summary>
    public static string ServiceUrl(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}/botframework/teams/";

    private static JsonObject Metadata(HttpContext context)
    {
        var root = $"{context.Request.Scheme}://{context.Request.Host}/botframework/v1/.well-known/";
        return new JsonObject
        {
            ["issuer"] = BotTokens.Issuer,
            ["authorization_endpoint"] = "https://invalid.botframework.com",
            ["jwks_uri"] = root + "keys",
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
        };
    }

    private static async Task PlayAsync<TAsked>(HttpContext context, Func<TAsked, Task<JsonObject>> play)
    {
        try
        {
            var asked = await JsonSerializer.DeserializeAsync<TAsked>(context.Request.Body, Journal.Json, context.RequestAborted) ?? throw new JsonException();
            await WriteAsync(context, await play(asked));
        }
        catch (Exception e) when (e is JsonException or BotRefusal or HttpRequestException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(new { error = e.Message }, Journal.Json, context.RequestAborted);
        }
    }

    private static Task WriteAsync(HttpContext context, JsonObject body)
    {
        if (Faults.FaultMiddleware.InjectedError(context) is { } injected)
        {
            context.Response.StatusCode = injected.Status ?? 503;
            return Task.CompletedTask;
        }

        return context.Response.WriteAsJsonAsync(body, Journal.Json, context.RequestAborted);
    }
}
