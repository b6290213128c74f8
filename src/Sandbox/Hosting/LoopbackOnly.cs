namespace EzSolutions.Sandbox.Hosting;

/// <summary>
/// A web page elsewhere must not drive the sandbox through the visitor's browser: only loopback names are answered, and
/// state changes from another origin are refused.
/// </summary>
internal sealed class LoopbackOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var host = context.Request.Host.Host;
        if (host is not ("127.0.0.1" or "localhost" or "[::1]" or "::1"))
            return RefuseAsync(context, "The sandbox answers on 127.0.0.1 and localhost only.");
        var origin = context.Request.Headers.Origin.ToString();
        if (!HttpMethods.IsGet(context.Request.Method) && origin.Length > 0 && origin != "null" &&
            !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.IsLoopback))
        {
            return RefuseAsync(context, "The sandbox takes changes from its own pages only.");
        }

        return next(context);
    }

    private static Task RefuseAsync(HttpContext context, string why)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync(why, context.RequestAborted);
    }
}
