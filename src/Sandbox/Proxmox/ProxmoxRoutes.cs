using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox.Faults;
using EzSolutions.Sandbox.State;
using Microsoft.AspNetCore.Http.Features;

namespace EzSolutions.Sandbox.Proxmox;

/// <summary>The API's manners: token check, one set of parameters, {"data": ...}, errors in the status line.</summary>
internal sealed class ProxmoxRoutes(IEndpointRouteBuilder app)
{
    private const string Base = "/proxmox/api2/json";

    public void Map(string method, string route, PveSchema schema, Func<Cluster, PveCall, JsonNode?> answer) =>
        app.MapMethods(Base + route, [method], context => HandleAsync(context, schema, answer));

    public static async Task NotImplementedAsync(HttpContext context)
    {
        if (!Authorised(context))
        {
            await WriteAsync(context, Unauthorised(context));
            return;
        }

        var path = (context.Request.Path.Value ?? "").Replace(Base, "", StringComparison.Ordinal);
        await WriteAsync(context, new PveRefusal(501, $"Method '{context.Request.Method} {path}' not implemented"));
    }

    private static async Task HandleAsync(HttpContext context, PveSchema schema, Func<Cluster, PveCall, JsonNode?> answer)
    {
        try
        {
            if (!Authorised(context))
                throw Unauthorised(context);
            if (FaultMiddleware.InjectedError(context) is { } error)
                throw new PveRefusal(error.Status ?? 500, error.Message ?? ReasonOf(error.Status ?? 500));
            var given = await ParametersAsync(context);
            var path = context.Request.RouteValues.Keys.ToHashSet(StringComparer.Ordinal);
            if (given.TryGetValue("node", out var node) && !Cluster.Nodes.Contains(node))
                throw PveRefusal.Failed($"hostname lookup '{node}' failed - failed to get address info for: {node}: Name or service not known");
            if (given.TryGetValue("vmid", out var vmid) && path.Contains("vmid") && !int.TryParse(vmid, System.Globalization.CultureInfo.InvariantCulture, out _))
                throw PveRefusal.Invalid("vmid", "invalid format - value does not look like a valid VM ID");
            schema.Verify(given, path);
            var options = context.RequestServices.GetRequiredService<SandboxOptions>();
            var local = context.Request.Path.Value!.Replace(Base, "", StringComparison.Ordinal);
            var call = new PveCall(context.Request.Method, local, options.ProxmoxTokenId, given);
            var cluster = context.RequestServices.GetRequiredService<Cluster>();
            var data = cluster.Transact(() => answer(cluster, call)?.DeepClone());
            await context.Response.WriteAsJsonAsync(new JsonObject { ["data"] = data }, Journal.Json, context.RequestAborted);
        }
        catch (PveRefusal refusal)
        {
            await WriteAsync(context, refusal);
        }
    }

    private static bool Authorised(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<SandboxOptions>();
        return context.Request.Headers.Authorization.ToString() == $"PVEAPIToken={options.ProxmoxTokenId}={options.ProxmoxTokenSecret}";
    }

    private static PveRefusal Unauthorised(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<SandboxOptions>();
        var header = context.Request.Headers.Authorization.ToString();
        return new PveRefusal(401, !header.StartsWith("PVEAPIToken=", StringComparison.Ordinal) ? "No ticket"
            : header.StartsWith($"PVEAPIToken={options.ProxmoxTokenId}=", StringComparison.Ordinal) ? "invalid token value!"
            : "no such user or token");
    }

    private static async Task<Dictionary<string, string>> ParametersAsync(HttpContext context)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in context.Request.Query)
            given[name] = value.ToString();
        if (context.Request.HasFormContentType)
        {
            foreach (var (name, value) in await context.Request.ReadFormAsync(context.RequestAborted))
                given[name] = value.ToString();
        }
        else if (context.Request.HasJsonContentType() && context.Request.ContentLength is not 0)
        {
            foreach (var (name, value) in await BodyAsync(context))
                given[name] = value is JsonValue v && v.TryGetValue<bool>(out var flag) ? (flag ? "1" : "0") : value?.ToString() ?? "";
        }

        foreach (var (name, value) in context.Request.RouteValues)
            given[name] = value?.ToString() ?? "";
        return given;
    }

    private static async Task<JsonObject> BodyAsync(HttpContext context)
    {
        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            throw new PveRefusal(400, "Bad Request - malformed JSON string");
        }
    }

    private static Task WriteAsync(HttpContext context, PveRefusal refusal)
    {
        context.Response.StatusCode = refusal.Status;
        // The status line is one line of plain characters.
        context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase =
            string.Concat(refusal.Message.ReplaceLineEndings(" ").Select(c => c is >= ' ' and <= '~' ? c : '?'));
        var body = new JsonObject { ["data"] = null };
        if (refusal.Errors is { } errors)
            body["errors"] = new JsonObject(errors.Select(e => KeyValuePair.Create<string, JsonNode?>(e.Key, e.Value)));
        if (refusal.Status != 401)
            body["message"] = refusal.Message + "\n";
        return context.Response.WriteAsJsonAsync(body, Journal.Json, context.RequestAborted);
    }

    private static string ReasonOf(int status) => status switch
    {
        595 => "Connection refused",
        596 => "Connection timed out",
        597 => "Errors during body receiving or processing",
        599 => "Too many redirections",
        _ => "Internal Server Error",
    };
}
