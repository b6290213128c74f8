using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox.Faults;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.LanguageModel;

/// <summary>A server of chat completions that says what it was told to: also lies, rubbish, and nothing.</summary>
internal static class ModelEndpoints
{
    private const string Completions = "/llm/v1/chat/completions";

    public static void AddLanguageModel(this IServiceCollection services) => services.AddSingleton<ModelScripts>();

    public static void MapLanguageModel(this WebApplication app)
    {
        app.MapPost(Completions, CompleteAsync);
        app.MapGet("/llm/_prompts", (HttpContext context, ModelScripts scripts) => context.Response.WriteAsJsonAsync(scripts.Prompts(), Journal.Json, context.RequestAborted));
        app.MapPost("/llm/_scripts", AddScriptAsync);
        app.MapDelete("/llm/_scripts", (ModelScripts scripts) => scripts.Clear());
        app.MapFallback("/llm/v1/{**rest}", context => RefuseAsync(
            context, new ModelRefusal(404, "unknown_url", $"Unknown request URL: {context.Request.Method} {context.Request.Path}.")));
    }

    private static async Task AddScriptAsync(HttpContext context, ModelScripts scripts)
    {
        try
        {
            scripts.Add(await JsonSerializer.DeserializeAsync<ModelScript>(context.Request.Body, Journal.Json, context.RequestAborted) ?? throw new JsonException("A script is an object."));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (JsonException e)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(new { error = e.Message }, Journal.Json, context.RequestAborted);
        }
    }

    private static async Task CompleteAsync(HttpContext context, ModelScripts scripts, SandboxOptions options)
    {
        if (!HasKey(context.Request, options.ModelApiKey))
        {
            await RefuseAsync(context, new ModelRefusal(401, "invalid_api_key", "Incorrect API key provided."));
            return;
        }

        if (FaultMiddleware.InjectedError(context) is { } fault)
        {
            await RefuseAsync(context, ModelRefusal.Of(fault.Status ?? 500));
            return;
        }

        if (await ReadAsync(context) is not { } body)
        {
            await RefuseAsync(context, ModelRefusal.Bad("We could not parse the JSON body of your request."));
            return;
        }

        if (CompletionRules.Check(body, options.ModelName) is { } refusal)
        {
            await RefuseAsync(context, refusal);
            return;
        }

        await AnswerAsync(context, body, scripts.Take(body, LastMessage(body)) ?? new ModelScript());
    }

    private static async Task AnswerAsync(HttpContext context, JsonObject body, ModelScript script)
    {
        if (script.DelayMs is { } delay)
            await Task.Delay(delay, context.RequestAborted);
        if (script.RetryAfter is { } after)
            context.Response.Headers.RetryAfter = after;
        if (script.Status is { } status)
        {
            await RefuseAsync(context, ModelRefusal.Of(status));
        }
        else if (script.Raw is { } raw)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(raw, context.RequestAborted);
        }
        else
        {
            await context.Response.WriteAsJsonAsync(Completion(body, script), Journal.Json, context.RequestAborted);
        }
    }

    private static JsonObject Completion(JsonObject body, ModelScript script)
    {
        var calls = script.Calls ?? [];
        var text = script.Text + new string('x', script.Padding ?? 0);
        var message = new JsonObject { ["role"] = "assistant", ["content"] = text.Length > 0 ? text : null, ["refusal"] = null };
        if (calls.Count > 0)
        {
            message["tool_calls"] = new JsonArray([.. calls.Select((call, i) => (JsonNode)new JsonObject
            {
                ["id"] = $"call_{i + 1}", ["type"] = "function", ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments },
            })]);
        }

        var (prompt, answer) = (body.ToJsonString().Length / 4, (message.ToJsonString().Length / 4) + 1);
        return new JsonObject
        {
            ["id"] = "chatcmpl-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
            ["object"] = "chat.completion",
            ["created"] = 1_790_000_000,
            ["model"] = body["model"]!.DeepClone(),
            ["choices"] = new JsonArray(new JsonObject
            {
                ["index"] = 0,
                ["message"] = message,
                ["logprobs"] = null,
                ["finish_reason"] = calls.Count > 0 ? "tool_calls" : "stop",
            }),
            ["usage"] = new JsonObject { ["prompt_tokens"] = prompt, ["completion_tokens"] = answer, ["total_tokens"] = prompt + answer },
        };
    }

    private static string LastMessage(JsonObject body) => ((JsonArray)body["messages"]!)[^1]!["content"] switch
    {
        JsonArray parts => string.Concat(parts.Select(p => p?["text"]?.ToString())),
        var text => text?.ToString() ?? "",
    };

    private static async Task<JsonObject?> ReadAsync(HttpContext context)
    {
        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool HasKey(HttpRequest request, string key) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()), Encoding.UTF8.GetBytes("Bearer " + key));

    private static Task RefuseAsync(HttpContext context, ModelRefusal refusal)
    {
        context.Response.StatusCode = refusal.Status;
        return context.Response.WriteAsJsonAsync(refusal.Body(), Journal.Json, context.RequestAborted);
    }
}
