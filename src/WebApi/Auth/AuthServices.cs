using Microsoft.AspNetCore.Authentication;

namespace EzSolutions.WebApi.Auth;

internal static class AuthServices
{
    public static IServiceCollection AddSessionAuth(this IServiceCollection services)
    {
        services.AddAuthentication(SessionAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, configureOptions: null);
        services.AddAuthorization();
        return services;
    }

    /// <summary>Who is asking, for every request after this.</summary>
    public static IApplicationBuilder UseActors(this IApplicationBuilder app) => app.UseAuthentication().UseMiddleware<ActorMiddleware>();
}
