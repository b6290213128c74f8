using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox.Faults;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Razorpay;

/// <summary>The API's manners: basic authentication, JSON both ways, known names only, errors in Razorpay's form.</summary>
internal sealed class RazorpayApi(IEndpointRouteBuilder app)
{
    public void Get(string route, string[] known, Func<RazorpayCall, JsonObject> answer) =>
        app.MapGet("/razorpay" + route, context => HandleAsync(context, known, answer));

    public void Post(string route, string[] known, Func<RazorpayCall, JsonObject> answer) =>
        app.MapPost("/razorpay" + route, context => HandleAsync(context, known, answer));

    public static Task UnknownAsync(HttpContext context) =>
        WriteAsync(context, 404, RazorpayRefusal.Bad("The requested URL was not found on the server.").Body());

    private static async Task HandleAsync(HttpContext context, string[] known, Func<RazorpayCall, JsonObject> answer)
    {
        try
        {
            Authenticate(context);
            if (FaultMiddleware.InjectedError(context) is { } injected)
                throw new RazorpayRefusal(injected.Status ?? 500, injected.Status is 429 ? "RATE_LIMIT_ERROR" : "SERVER_ERROR", injected.Message ?? "We are facing some trouble completing your request at the moment. Please try again shortly.");
            var call = new RazorpayCall(
                await RazorpayBody.ReadAsync(context.Request, known), context.Request.RouteValues["id"]?.ToString() ?? "",
                context.Request.Headers["X-Refund-Idempotency"].ToString());
            var journal = context.RequestServices.GetRequiredService<Journal>();
            var made = journal.Transact(() => answer(call));
            await WriteAsync(context, 200, made);
            context.RequestServices.GetRequiredService<RazorpaySender>().Wake();
        }
        catch (RazorpayRefusal e)
        {
            await WriteAsync(context, e.Status, e.Body());
        }
    }

    private static void Authenticate(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<SandboxOptions>();
        var header = context.Request.Headers.Authorization.ToString();
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.RazorpayKeyId}:{options.RazorpayKeySecret}"));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(expected)))
            throw new RazorpayRefusal(401, "BAD_REQUEST_ERROR", header.Length == 0 ? "Please provide your api key for authentication purposes." : "Authentication failed");
    }

    private static Task WriteAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(body, Journal.Json, context.RequestAborted);
    }
}

/// <summary>One authorised and checked call.</summary>
internal sealed record RazorpayCall(RazorpayBody Body, string Id, string RefundKey);
