using System.Text.Json;

namespace EzSolutions.Sandbox.Faults;

internal static class FaultEndpoints
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly string[] Targets = ["stripe", "razorpay", "proxmox", "llm", "smtp", "teams", "slack"];

    internal sealed record FaultRequest(string? Target, string? Match, string? Kind, int? Status, string? Message, int? Times, int? Ms);

    public static void MapFaults(this WebApplication app)
    {
        app.MapPost("/faults", AddAsync);
        app.MapGet("/faults", (HttpContext context, FaultBoard board) => context.Response.WriteAsJsonAsync(board.All(), Json, context.RequestAborted));
        app.MapDelete("/faults", (HttpContext context, FaultBoard board) =>
        {
            board.Clear();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        app.MapDelete("/faults/{id}", (HttpContext context, FaultBoard board, string id) =>
            context.Response.StatusCode = board.Remove(id) ? StatusCodes.Status204NoContent : StatusCodes.Status404NotFound);
    }

    private static async Task AddAsync(HttpContext context, FaultBoard board)
    {
        FaultRequest? asked;
        try
        {
            asked = await JsonSerializer.DeserializeAsync<FaultRequest>(context.Request.Body, Json, context.RequestAborted);
        }
        catch (JsonException)
        {
            asked = null;
        }

        if (Refusal(asked) is { } why)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(new { error = why }, Json, context.RequestAborted);
            return;
        }

        var fault = board.Add(new Fault("", asked!.Target!, asked.Match, asked.Kind!, asked.Status, asked.Message, asked.Times, asked.Ms));
        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Response.WriteAsJsonAsync(fault, Json, context.RequestAborted);
    }

    private static string? Refusal(FaultRequest? asked)
    {
        if (asked is null)
            return "The body must be JSON: {target, match?, kind, status?, message?, times?, ms?}.";
        if (!Targets.Contains(asked.Target))
            return "target must be one of: " + string.Join(", ", Targets) + ".";
        if (!FaultKind.All.Contains(asked.Kind))
            return "kind must be one of: " + string.Join(", ", FaultKind.All) + ".";
        if (asked.Kind is FaultKind.Reorder && asked.Target is not ("stripe" or "razorpay"))
            return "reorder is about webhooks: its target is stripe or razorpay.";
        if (asked.Kind is FaultKind.Duplicate && asked.Target is not ("stripe" or "razorpay" or "slack"))
            return "duplicate is about what is sent to the application: its target is stripe, razorpay or slack.";
        if (asked.Kind is FaultKind.TaskError or FaultKind.StorageFull && asked.Target != "proxmox")
            return $"{asked.Kind} is about machines: its target is proxmox.";
        if (asked.Status is < 200 or > 599)
            return "status must be between 200 and 599.";
        if (asked.Times is < 1)
            return "times must be 1 or more.";
        return asked.Ms is < 0 or > 600_000 ? "ms must be between 0 and 600000." : null;
    }
}
