using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Slack;

internal static class SlackEndpoints
{
    public static void AddSlack(this IServiceCollection services)
    {
        services.AddSingleton<SlackStore>();
        services.AddSingleton<SlackTriggers>();
        services.AddSingleton<SlackPace>();
        services.AddSingleton<SlackFiles>();
        services.AddSingleton<SlackMethods>();
        services.AddSingleton<SlackApi>();
        services.AddSingleton<SlackSender>();
        services.AddSingleton<SlackPayloads>();
        services.AddSingleton<SlackForms>();
        services.AddSingleton<SlackPeople>();
    }

    public static void MapSlack(this WebApplication app)
    {
        app.MapMethods("/slack/api/{method}", ["GET", "POST"], (HttpContext context, SlackApi api, string method) => api.HandleAsync(context, method));
        app.MapGet("/slack/oauth/v2/authorize", SlackConsent.ShowAsync);
        app.MapPost("/slack/oauth/v2/authorize", SlackConsent.AnswerAsync);

        app.Services.GetRequiredService<SlackFiles>().Map(app);

        // What people do, on purpose.
        app.MapPost("/slack/_deeds", PlayAsync);
        app.MapGet("/slack/_messages/{place}", (HttpContext context, SlackStore store, string place) =>
            WriteAsync(context, store.Messages.All().Where(m => m.Place == place && m.User is null && !m.Deleted)));
        app.MapGet("/slack/_views", (HttpContext context, SlackStore store) => WriteAsync(context, store.Views.All().Where(v => v.Open)));
        app.MapGet("/slack/_assistants", (HttpContext context, SlackStore store) => WriteAsync(context, store.Assistants.All()));
        app.MapGet("/slack", SlackPage.ShowAsync);
    }

    private static async Task PlayAsync(HttpContext context, SlackPeople people)
    {
        try
        {
            var deed = await JsonSerializer.DeserializeAsync<SlackDeed>(context.Request.Body, Journal.Json, context.RequestAborted) ?? throw new JsonException();
            await WriteAsync(context, await people.DoAsync(deed, context.RequestAborted));
        }
        catch (Exception e) when (e is JsonException or SlackRefusal)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await WriteAsync(context, new JsonObject { ["error"] = e.Message });
        }
    }

    private static Task WriteAsync<T>(HttpContext context, T body) => context.Response.WriteAsJsonAsync(body, Journal.Json, context.RequestAborted);
}
