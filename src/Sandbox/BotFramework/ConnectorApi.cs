using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox.Faults;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.BotFramework;

/// <summary>The Connector's manners: a bearer token of ours, JSON both ways, errors in its form, limits per thread.</summary>
internal sealed class ConnectorApi(BotSignIn signIn, TeamsStore store, TeamsThrottle throttle)
{
    private const string Bearer = "Bearer ";

    /// <param name="writes">Counts against the limits of its thread.</param>
    public async Task HandleAsync(HttpContext context, bool writes, Func<JsonObject, (int Status, JsonNode? Body)> answer)
    {
        try
        {
            Authenticate(context);
            if (FaultMiddleware.InjectedError(context) is { } injected)
                throw Injected(context, injected);
            if (writes && throttle.Take(context.Request.RouteValues["conversation"]?.ToString() ?? "") is { } wait)
                throw Throttled(context, wait);
            var body = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsDelete(context.Request.Method) ? [] : await ReadAsync(context);
            var (status, made) = store.Journal.Transact(() => answer(body));
            await WriteAsync(context, status, made);
        }
        catch (BotRefusal e)
        {
            await WriteAsync(context, e.Status, e.Body());
        }
    }

    private void Authenticate(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.Ordinal) || !signIn.Holds(header[Bearer.Length..]))
            throw new BotRefusal(401, "AuthorizationError", "Authorization has been denied for this request.");
    }

    private static BotRefusal Injected(HttpContext context, Fault fault)
    {
        if (fault.Status is 429)
            return Throttled(context, TimeSpan.FromMilliseconds(fault.Ms ?? 1_000));
        var code = fault.Status switch
        {
            412 => "PreconditionFailed",
            403 => "MessageWritesBlocked",
            504 => "GatewayTimeout",
            _ => "ServiceError",
        };
        return new BotRefusal(fault.Status ?? 502, fault.Message ?? code, "Failed on purpose.");
    }

    private static BotRefusal Throttled(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return new BotRefusal(429, "Throttled", "Too many requests.");
    }

    private static async Task<JsonObject> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
            throw new BotRefusal(415, "UnsupportedMediaType", "The body must be application/json.");
        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject
                ?? throw BotRefusal.Bad("BadSyntax", "The body must be a JSON object.");
        }
        catch (JsonException)
        {
            throw BotRefusal.Bad("BadSyntax", "The body is not JSON.");
        }
    }

    private static Task WriteAsync(HttpContext context, int status, JsonNode? body)
    {
        context.Response.StatusCode = status;
        return body is null ? Task.CompletedTask : context.Response.WriteAsJsonAsync(body, Journal.Json, context.RequestAborted);
    }
}
