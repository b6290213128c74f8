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
        return !HttpMethods.IsGet(context.Request.Method) && IsFromElsewhere(context.Request)
            ? RefuseAsync(context, "The sandbox takes changes from pages of this machine only.")
            : next(context);
    }

    /// <summary>A form on a page without referrer sends the origin "null"; what the browser itself says then decides.</summary>
    private static bool IsFromElsewhere(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return request.Headers["Sec-Fetch-Site"] == "cross-site" ||
            (origin is not ("" or "null") && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.IsLoopback));
    }

    private static Task RefuseAsync(HttpContext context, string why)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync(why, context.RequestAborted);
    }
}
