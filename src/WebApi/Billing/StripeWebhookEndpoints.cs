using EzSolutions.Application.Billing;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Billing;

/// <summary>Where Stripe's events arrive: the raw bytes go on as they came, since the signature is over them.</summary>
internal static partial class StripeWebhookEndpoints
{
    /// <summary>rules.md, limits.</summary>
    private const int MaxBody = 1024 * 1024;

    public static IEndpointRouteBuilder MapStripeWebhook(this IEndpointRouteBuilder app)
    {
        app.MapPost("/webhooks/stripe", Receive).WithName("ReceiveStripeEvent").WithSummary("Stripe's signed events").WithTags("Webhooks").DisableAntiforgery();
        return app;
    }

    private static async Task<Results<Ok, ProblemHttpResult>> Receive(
        HttpContext http, ActorContext actor, IMediator mediator, ILoggerFactory loggers, CancellationToken ct)
    {
        if (await ReadAsync(http.Request, ct) is not { } body)
            return TypedResults.Problem("An event is at most 1 MB.", statusCode: StatusCodes.Status413PayloadTooLarge);

        // Whoever signed it speaks, not a session: nothing here is done for a signed-in person.
        actor.Set(new Actor.System("stripe-webhook"));
        var received = await mediator.Send(new ReceiveGatewayEvent(body, http.Request.Headers["Stripe-Signature"]), ct);
        if (received.Error is not { } error)
            return TypedResults.Ok();

        if (error.Kind == ErrorKind.Validation)
            LogRefused(loggers.CreateLogger("EzSolutions.Webhooks.Stripe"), error.Code, body.Length);
        return error.ToProblem();
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > MaxBody)
            return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
        {
            if (body.Length + read > MaxBody)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    [LoggerMessage(2201, LogLevel.Warning, "A Stripe webhook was refused: {Code} ({Length} bytes)")]
    private static partial void LogRefused(ILogger logger, string code, int length);
}
