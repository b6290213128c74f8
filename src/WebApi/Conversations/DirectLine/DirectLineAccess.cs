using System.Threading.RateLimiting;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations.DirectLine;
using MediatR;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace EzSolutions.WebApi.Conversations.DirectLine;

/// <summary>Who the running request of the protocol comes from: the holder of a token, and where their conversation stands.</summary>
internal sealed record DirectLineCaller(DirectLineToken Token, DirectLineState State);

/// <summary>Reads tokens and secrets off requests, and says no in the protocol's words.</summary>
internal sealed class DirectLineAccess(DirectLineTokens tokens, DirectLineLimits limits)
{
    private const string Scheme = "Bearer ";

    /// <returns>Null when the request carries none.</returns>
    public static string? Bearer(HttpContext http) =>
        http.Request.Headers.Authorization.ToString() is { Length: > 7 } header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : null;

    /// <summary>The token, if it holds for this use and this page.</summary>
    public (DirectLineToken? Token, DirectLineRefusal? Refusal) Check(HttpContext http, string? text, string use)
    {
        if (string.IsNullOrEmpty(text))
            return (null, DirectLineRefusal.NoToken);
        var (state, token) = tokens.Read(text, use);
        if (state != TokenState.Valid)
            return (null, state == TokenState.Expired ? DirectLineRefusal.TokenExpired : DirectLineRefusal.WrongToken);
        if (!tokens.Trusts(token!, http.Request.Headers.Origin))
            return (null, DirectLineRefusal.WrongOrigin);
        return limits.Take($"conversation:{token!.ConversationId}") is { } wait ? (null, DirectLineRefusal.TooFast(wait)) : (token, null);
    }

    /// <summary>The same for a request about a conversation: it is the token's own (C04), it is open, and its session has not ended.</summary>
    public async Task<(DirectLineCaller? Caller, DirectLineRefusal? Refusal)> CheckOpenAsync(HttpContext http, string? text, string use)
    {
        var (token, refusal) = Check(http, text, use);
        if (token is null)
            return (null, refusal);
        // Somebody else's is answered as absent.
        if (http.Request.RouteValues["conversationId"] is { } named && (!Guid.TryParse(named.ToString(), out var id) || id != token.ConversationId))
            return (null, DirectLineRefusal.NotFound);
        http.ActAs(new Actor.System("direct-line"));
        var state = await http.RequestServices.GetRequiredService<IMediator>().Send(new GetDirectLine(token.ConversationId), http.RequestAborted);
        if (!state.IsSuccess)
            return (null, DirectLineRefusal.Of(state.Error));
        http.ActAs(new Actor.Visitor(token.ConversationId));
        return (new DirectLineCaller(token, state.Value), null);
    }
}

/// <summary>Lets only the conversation's own token through, and leaves its caller for the endpoint.</summary>
internal sealed class OpenConversationFilter(DirectLineAccess access) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var (caller, refusal) = await access.CheckOpenAsync(http, DirectLineAccess.Bearer(http), TokenUse.Conversation);
        if (caller is null)
            return refusal;
        http.Features.Set(caller);
        return await next(context);
    }
}

/// <summary>The protocol's own limits, per conversation and per address; counted per node. How much is said is limited where it is said.</summary>
internal sealed class DirectLineLimits(IOptions<DirectLineOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _burst = PartitionedRateLimiter.Create<string, string>(who =>
        RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.BurstPerSecond,
            TokensPerPeriod = options.Value.BurstPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));

    /// <returns>How long to wait; null when it may go on.</returns>
    public TimeSpan? Take(string who)
    {
        using var lease = _burst.AttemptAcquire(who);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
    }

    public void Dispose() => _burst.Dispose();
}

internal static class DirectLineActors
{
    public static void ActAs(this HttpContext http, Actor actor) => http.RequestServices.GetRequiredService<ActorContext>().Set(actor);

    public static DirectLineCaller Caller(this HttpContext http) => http.Features.GetRequiredFeature<DirectLineCaller>();
}
