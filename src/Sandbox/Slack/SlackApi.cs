using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox.Faults;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Slack;

/// <summary>The Web API's manners: POST with JSON or a form, a bot's token, answers with <c>ok</c>, 429 with Retry-After.</summary>
internal sealed class SlackApi(SlackStore store, SlackMethods methods)
{
    private const string Bearer = "Bearer ";

    public async Task HandleAsync(HttpContext context, string method)
    {
        try
        {
            if (FaultMiddleware.InjectedError(context) is { } injected)
                Inject(injected);
            var arguments = await ReadAsync(context);
            var answer = store.Journal.Transact(() => Call(context, method, arguments));
            answer["ok"] = true;
            await WriteAsync(context, StatusCodes.Status200OK, answer);
        }
        catch (SlackRefusal refused)
        {
            await WriteAsync(context, StatusCodes.Status200OK, refused.Body());
        }
        catch (SlackThrottled throttled)
        {
            context.Response.Headers.RetryAfter = throttled.Seconds.ToString(CultureInfo.InvariantCulture);
            await WriteAsync(context, StatusCodes.Status429TooManyRequests, new JsonObject { ["ok"] = false, ["error"] = "ratelimited" });
        }
        catch (HttpFault fault)
        {
            context.Response.StatusCode = fault.Status;
        }
    }

    private JsonObject Call(HttpContext context, string method, JsonObject arguments)
    {
        // The one call without a token: it is how to get one.
        if (method == "oauth.v2.access")
            return methods.Exchange(context.Request.Headers.Authorization.ToString(), arguments);
        var header = context.Request.Headers.Authorization.ToString();
        var token = header.StartsWith(Bearer, StringComparison.Ordinal) ? header[Bearer.Length..] : throw new SlackRefusal("not_authed");
        var team = store.Teams.All().FirstOrDefault(t => t.Token == token)
            ?? throw new SlackRefusal(methods.WasRevoked(token) ? "token_revoked" : "invalid_auth");
        return methods.Call(method, team, arguments);
    }

    private static void Inject(Fault fault)
    {
        if (fault.Status == StatusCodes.Status429TooManyRequests)
            throw new SlackThrottled(TimeSpan.FromMilliseconds(fault.Ms ?? 1_000));
        if (fault.Status is { } status and not StatusCodes.Status200OK)
            throw new HttpFault(status);
        throw new SlackRefusal(fault.Message ?? "internal_error");
    }

    private static async Task<JsonObject> ReadAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
            return [.. context.Request.Query.Select(q => KeyValuePair.Create(q.Key, (JsonNode?)q.Value.ToString()))];
        if (context.Request.HasFormContentType)
            return [.. (await context.Request.ReadFormAsync(context.RequestAborted)).Select(f => KeyValuePair.Create(f.Key, (JsonNode?)f.Value.ToString()))];
        if (!context.Request.HasJsonContentType())
            throw new SlackRefusal("invalid_post_type");
        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject ?? throw new SlackRefusal("json_not_object");
        }
        catch (JsonException)
        {
            throw new SlackRefusal("invalid_json");
        }
    }

    private static Task WriteAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(body, Journal.Json, context.RequestAborted);
    }

    private sealed class HttpFault(int status) : Exception
    {
        public int Status => status;
    }
}
