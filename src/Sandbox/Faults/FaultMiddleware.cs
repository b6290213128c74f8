namespace EzSolutions.Sandbox.Faults;

/// <summary>
/// Plays faults on the wire. An <c>error</c> is handed to the stand-in, which answers it in its vendor's form; the others
/// happen to the connection itself.
/// </summary>
internal sealed class FaultMiddleware(RequestDelegate next, FaultBoard faults)
{
    private static readonly string[] OnTheWire = [FaultKind.Delay, FaultKind.Drop, FaultKind.LostResponse, FaultKind.Error];
    private static readonly object Injected = new();

    public static Fault? InjectedError(HttpContext context) => context.Items[Injected] as Fault;

    public async Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var (target, local) = path.StartsWith("/stripe/v1/", StringComparison.Ordinal) ? ("stripe", path["/stripe".Length..])
            : path.StartsWith("/razorpay/v1/", StringComparison.Ordinal) ? ("razorpay", path["/razorpay".Length..])
            : path.StartsWith("/llm/v1/", StringComparison.Ordinal) ? ("llm", path["/llm".Length..])
            : path.StartsWith("/botframework/", StringComparison.Ordinal) && !path.StartsWith("/botframework/_", StringComparison.Ordinal) ? ("teams", path["/botframework".Length..])
            : path.StartsWith("/slack/api/", StringComparison.Ordinal) || path.StartsWith("/slack/files-pri/", StringComparison.Ordinal) ? ("slack", path["/slack".Length..])
            : path.StartsWith("/proxmox/", StringComparison.Ordinal) ? ("proxmox", path.Replace("/proxmox/api2/json", "", StringComparison.Ordinal))
            : ("", path);
        if (target.Length == 0)
        {
            await next(context);
            return;
        }

        var method = context.Request.Method;
        string[] forms = [$"{method} {path}", $"{method} {local}"];
        if (faults.Take(target, [FaultKind.Delay], forms) is { } delay)
            await Task.Delay(delay.Ms ?? 1000, context.RequestAborted);
        switch (faults.Take(target, OnTheWire.AsSpan(1), forms))
        {
            case { Kind: FaultKind.Drop }:
                context.Abort();
                return;
            case { Kind: FaultKind.LostResponse }:
                await LoseResponseAsync(context);
                return;
            case { Kind: FaultKind.Error } error:
                context.Items[Injected] = error;
                break;
        }

        await next(context);
    }

    /// <summary>The work is done and remembered; the answer never leaves.</summary>
    private async Task LoseResponseAsync(HttpContext context)
    {
        var wire = context.Response.Body;
        using var swallowed = new MemoryStream();
        context.Response.Body = swallowed;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = wire;
            context.Abort();
        }
    }
}
