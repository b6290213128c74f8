using EzSolutions.Application.Common;
using EzSolutions.Application.Common.Pipeline;
using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Common;
using Microsoft.AspNetCore.SignalR;

namespace EzSolutions.WebApi.Auth;

/// <summary>Gives each request its actor and its Idempotency-Key (design.md §3).</summary>
internal sealed class ActorMiddleware(RequestDelegate next)
{
    private const int MaxKeyLength = 200;

    private static readonly Error KeyTooLong =
        new("idempotency_key_too_long", "An Idempotency-Key has at most 200 characters.", ErrorKind.Validation);

    public Task InvokeAsync(HttpContext context, ActorContext actor, IdempotencyContext idempotency)
    {
        actor.Set(context.Features.Get<SessionFeature>()?.Identity.Actor ?? new Actor.Visitor(null));
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key)
        {
            if (key.Length > MaxKeyLength)
            {
                // Ignored, it would protect nobody who relies on it.
                return KeyTooLong.ToProblem().ExecuteAsync(context);
            }

            idempotency.Set(key);
        }

        return next(context);
    }
}

/// <summary>The same for hub calls: each runs in a scope of its own.</summary>
internal sealed class ActorHubFilter : IHubFilter
{
    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        SetActor(invocationContext.ServiceProvider, invocationContext.Context);
        return next(invocationContext);
    }

    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        SetActor(context.ServiceProvider, context.Context);
        return next(context);
    }

    private static void SetActor(IServiceProvider services, HubCallerContext caller) =>
        services.GetRequiredService<ActorContext>().Set(
            caller.GetHttpContext()?.Features.Get<SessionFeature>()?.Identity.Actor ?? new Actor.Visitor(null));
}
