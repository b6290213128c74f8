using System.Globalization;
using System.Threading.RateLimiting;
using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Auth;

namespace EzSolutions.WebApi.Common;

/// <summary>
/// The API's limits (rules.md): 100 requests an hour for strangers, 1,000 for the signed-in, 20 a second for anybody; signing in 5 times per 15 minutes and
/// address. Counted per node; what protects an account is counted in the database.
/// </summary>
internal static class RateLimits
{
    public const string SignIn = "sign-in";

    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("RateLimits").Get<RateLimitOptions>() ?? new RateLimitOptions();
        return services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = async (context, ct) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
                context.HttpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                await Error.RateLimited("too_many_requests", "Too many requests. Please wait a moment.", wait).ToProblem().ExecuteAsync(context.HttpContext);
            };
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(http => Burst(http, options)),
                PartitionedRateLimiter.Create<HttpContext, string>(http => Hourly(http, options)));
            limiter.AddPolicy(SignIn, http => RateLimitPartition.GetFixedWindowLimiter(
                AddressOf(http), _ => new FixedWindowRateLimiterOptions { PermitLimit = options.SignInPer15Minutes, Window = TimeSpan.FromMinutes(15) }));
        });
    }

    private static RateLimitPartition<string> Burst(HttpContext http, RateLimitOptions options) =>
        Counts(http)
            ? RateLimitPartition.GetTokenBucketLimiter(ClientOf(http), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = options.BurstPerSecond,
                TokensPerPeriod = options.BurstPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            })
            : RateLimitPartition.GetNoLimiter(string.Empty);

    private static RateLimitPartition<string> Hourly(HttpContext http, RateLimitOptions options)
    {
        if (!Counts(http))
        {
            return RateLimitPartition.GetNoLimiter(string.Empty);
        }

        var limit = http.Features.Get<SessionFeature>() is null ? options.AnonymousPerHour : options.SignedInPerHour;
        return RateLimitPartition.GetFixedWindowLimiter(
            ClientOf(http), _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = TimeSpan.FromHours(1) });
    }

    /// <summary>Chat and console have limits of their own (messages, conversations); webhooks and pages are not the API.</summary>
    private static bool Counts(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && !http.Request.Path.StartsWithSegments("/api/messages", StringComparison.Ordinal)
        && !http.Request.Path.StartsWithSegments("/api/v1/chat", StringComparison.Ordinal)
        && !http.Request.Path.StartsWithSegments("/api/v1/console", StringComparison.Ordinal);

    private static string ClientOf(HttpContext http) =>
        http.Features.Get<SessionFeature>() is { } session ? $"session:{session.Identity.SessionId}" : $"address:{AddressOf(http)}";

    private static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
}

/// <summary>Section <c>RateLimits</c>.</summary>
internal sealed class RateLimitOptions
{
    public int AnonymousPerHour { get; set; } = 100;

    public int SignedInPerHour { get; set; } = 1000;

    public int BurstPerSecond { get; set; } = 20;

    public int SignInPer15Minutes { get; set; } = 5;
}
