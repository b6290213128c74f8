using EzSolutions.Application.Billing;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Billing;

/// <summary>Where gateways' events arrive: the raw bytes go on as they came, since the signature is over them.</summary>
internal static partial class GatewayWebhooks
{
    public static IEndpointRouteBuilder MapGatewayWebhooks(this IEndpointRouteBuilder app)
    {
        app.MapPost("/webhooks/stripe", ReceiveFromStripe).WithName("ReceiveStripeEvent").WithSummary("Stripe's signed events").WithTags("Webhooks").DisableAntiforgery();
        app.MapPost("/webhooks/razorpay", ReceiveFromRazorpay).WithName("ReceiveRazorpayEvent").WithSummary("Razorpay's signed events").WithTags("Webhooks").DisableAntiforgery();
        return app;
    }

    private static Task<Results<Ok, ProblemHttpResult>> ReceiveFromStripe(
        HttpContext http, ActorContext actor, IMediator mediator, ILoggerFactory loggers, CancellationToken ct) =>
        ReceiveAsync("stripe", body => new SignedBody(body, http.Request.Headers["Stripe-Signature"]), http, actor, mediator, loggers, ct);

    private static Task<Results<Ok, ProblemHttpResult>> ReceiveFromRazorpay(
        HttpContext http, ActorContext actor, IMediator mediator, ILoggerFactory loggers, CancellationToken ct) =>
        ReceiveAsync(
            "razorpay", body => new SignedBody(body, http.Request.Headers["X-Razorpay-Signature"], http.Request.Headers["x-razorpay-event-id"]),
            http, actor, mediator, loggers, ct);

    private static async Task<Results<Ok, ProblemHttpResult>> ReceiveAsync(
        string provider, Func<byte[], SignedBody> signed, HttpContext http, ActorContext actor, IMediator mediator, ILoggerFactory loggers, CancellationToken ct)
    {
        if (await RawBody.ReadAsync(http.Request, ct) is not { } body)
            return TypedResults.Problem("An event is at most 1 MB.", statusCode: StatusCodes.Status413PayloadTooLarge);

        // Whoever signed it speaks, not a session: nothing here is done for a signed-in person.
        actor.Set(new Actor.System($"{provider}-webhook"));
        var received = await mediator.Send(new ReceiveGatewayEvent(provider, signed(body)), ct);
        if (received.Error is not { } error)
            return TypedResults.Ok();

        if (error.Kind == ErrorKind.Validation)
            LogRefused(loggers.CreateLogger("EzSolutions.Webhooks"), provider, error.Code, body.Length);
        return error.ToProblem();
    }

    [LoggerMessage(2201, LogLevel.Warning, "A webhook of {Provider} was refused: {Code} ({Length} bytes)")]
    private static partial void LogRefused(ILogger logger, string provider, string code, int length);
}
