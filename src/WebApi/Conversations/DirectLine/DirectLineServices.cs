using Microsoft.Extensions.Options;

namespace EzSolutions.WebApi.Conversations.DirectLine;

internal static class DirectLineServices
{
    public const string Cors = "direct-line";

    /// <summary>For the one call that clients make with credentials; no cookie is ever looked at on these paths.</summary>
    public const string CorsWithCredentials = "direct-line-credentials";

    public static IServiceCollection AddDirectLine(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DirectLineOptions>().Bind(configuration.GetSection(DirectLineOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DirectLineOptions>, DirectLineOptionsValidator>();
        services.AddSingleton<DirectLineTokens>();
        services.AddSingleton<DirectLineLimits>();
        services.AddSingleton<DirectLineAccess>();
        services.AddSingleton<DirectLineLinks>();
        services.AddSingleton<DirectLineActivities>();
        services.AddSingleton<DirectLineStreams>();
        services.AddHostedService<DirectLineKeepAlive>();

        // Any page may ask; the token says which page is answered.
        services.AddCors(cors =>
        {
            cors.AddPolicy(Cors, policy => policy.AllowAnyOrigin().For());
            cors.AddPolicy(CorsWithCredentials, policy => policy.SetIsOriginAllowed(_ => true).AllowCredentials().For());
        });
        return services;
    }

    private static void For(this Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicyBuilder policy) => policy
        .WithMethods("GET", "POST")
        .WithHeaders("Authorization", "Content-Type", "x-ms-bot-agent", "x-requested-with")
        .WithExposedHeaders("Retry-After")
        .SetPreflightMaxAge(TimeSpan.FromHours(2));
}
