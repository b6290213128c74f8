using EzSolutions.Application.Conversations.Channels.BotFramework;
using EzSolutions.Domain.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace EzSolutions.Infrastructure.Conversations.BotFramework;

/// <summary>Believes a request only by a token of the Bot Framework for this very bot (shared wire facts: issuer, audience, time, key, algorithm).</summary>
internal sealed partial class BotFrameworkAuthenticator(
    SigningKeys keys, IOptions<TeamsOptions> options, IHostEnvironment environment, TimeProvider time, ILogger<BotFrameworkAuthenticator> logger)
    : IBotFrameworkAuthenticator
{
    public const string Issuer = "https://api.botframework.com";

    private const string Bearer = "Bearer ";
    private const int LongestToken = 16 * 1024;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = LongestToken };

    public async Task<Result<BotFrameworkCaller>> AuthenticateAsync(string? authorization, CancellationToken ct)
    {
        if (options.Value.Anonymous && environment.IsDevelopment())
            return Result<BotFrameworkCaller>.Success(new Anonymous());
        if (authorization is null || !authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return Refuse("no bearer token");
        var token = authorization[Bearer.Length..].Trim();
        if (token.Length is 0 or > LongestToken || Parse(token) is not { Kid.Length: > 0 } unverified)
            return Refuse("not a signed token");

        // The key is looked up by its id alone; issuer and addresses are ours, never the token's (nothing in it is believed yet).
        var key = await keys.FindAsync(unverified.Kid, ct);
        if (!key.IsSuccess)
            return key.Error == BotFrameworkErrors.TokenInvalid ? Refuse("unknown key") : key.Error;
        var validated = await _handler.ValidateTokenAsync(token, Parameters(key.Value.Key));
        if (!validated.IsValid || validated.SecurityToken is not JsonWebToken verified)
            return Refuse(validated.Exception?.GetType().Name ?? "invalid");
        return verified.TryGetPayloadValue<string>("serviceurl", out var serviceUrl) && serviceUrl is { Length: > 0 }
            ? Result<BotFrameworkCaller>.Success(new Verified(serviceUrl, key.Value.Endorsements, options.Value, environment.IsDevelopment()))
            : Refuse("no service address");
    }

    private static JsonWebToken? Parse(string token)
    {
        try
        {
            return new JsonWebToken(token);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private TokenValidationParameters Parameters(JsonWebKey key) => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = options.Value.AppId,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512],
        IssuerSigningKey = key,
        TryAllIssuerSigningKeys = false,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        RequireAudience = true,
        LifetimeValidator = (from, until, _, _) => IsWithin(from, until),
    };

    /// <summary>By our own clock. Both ends must be named.</summary>
    private bool IsWithin(DateTime? from, DateTime? until)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return from is { } start && until is { } end && start <= now + Skew && end >= now - Skew;
    }

    private Error Refuse(string why)
    {
        LogRefused(logger, why);
        return BotFrameworkErrors.TokenInvalid;
    }

    [LoggerMessage(382, LogLevel.Warning, "A request to the bot was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);

    private sealed class Verified(string claimed, IReadOnlyList<string> endorsements, TeamsOptions options, bool isDevelopment) : BotFrameworkCaller
    {
        public override Result<Done> Vouch(string channelId, string serviceUrl, string? tenant)
        {
            if (!endorsements.Contains(channelId, StringComparer.Ordinal) || !string.Equals(claimed, serviceUrl, StringComparison.OrdinalIgnoreCase)
                || ServiceAddress.Read(serviceUrl, isDevelopment) is null)
                return BotFrameworkErrors.TokenInvalid;
            return options.Serves(tenant) ? Result.Done : BotFrameworkErrors.TenantNotAllowed;
        }
    }

    /// <summary>The Emulator on this machine: it may be answered there, and nowhere else.</summary>
    private sealed class Anonymous : BotFrameworkCaller
    {
        public override Result<Done> Vouch(string channelId, string serviceUrl, string? tenant) =>
            ServiceAddress.Read(serviceUrl, loopback: true) is { IsLoopback: true } ? Result.Done : BotFrameworkErrors.TokenInvalid;
    }
}
