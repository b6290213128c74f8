using EzSolutions.Application.Conversations.Channels.BotFramework;
using EzSolutions.Infrastructure.Conversations.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Conversations.BotFramework;

public static class TeamsServices
{
    /// <summary>Nothing without an app id.</summary>
    /// <returns>Whether the channel is set up.</returns>
    public static bool AddBotFramework(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(TeamsOptions.Section);
        if (section.Get<TeamsOptions>() is not { IsSetUp: true })
            return false;
        services.AddOptions<TeamsOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TeamsOptions>, TeamsOptionsValidator>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<BotFrameworkToken>();
        services.AddSingleton<ThreadPace>();
        services.AddSingleton<IBotFrameworkAuthenticator, BotFrameworkAuthenticator>();
        Configure(services.AddHttpClient(SigningKeys.Client));
        Configure(services.AddHttpClient(BotFrameworkToken.Client));
        Configure(services.AddHttpClient<IBotFrameworkConnector, BotFrameworkConnector>());
        return true;
    }

    /// <summary>A redirect could lead anywhere, with our token or our secret.</summary>
    private static void Configure(IHttpClientBuilder client) => client
        .ConfigureHttpClient((provider, http) => http.Timeout = provider.GetRequiredService<IOptions<TeamsOptions>>().Value.Timeout)
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
}
