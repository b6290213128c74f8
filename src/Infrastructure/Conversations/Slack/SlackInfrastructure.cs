using EzSolutions.Application.Conversations.Channels.Slack;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Conversations.Slack;

public static class SlackInfrastructure
{
    /// <returns>Whether Slack is set up; nothing is registered where it is not.</returns>
    public static bool AddSlackApi(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(SlackOptions.Section);
        if (section.Get<SlackOptions>() is not { IsSetUp: true })
            return false;
        services.AddOptions<SlackOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SlackOptions>, SlackOptionsValidator>();
        services.AddScoped<SlackTokens>();
        services.AddSingleton<SlackPace>();
        Configure(services.AddHttpClient<ISlackApi, SlackClient>());
        if (section.Get<SlackOptions>() is { CanBeInstalled: true })
            Configure(services.AddHttpClient<ISlackInstaller, SlackInstaller>());
        return true;
    }

    /// <summary>A redirect could lead anywhere, with our token or our secret.</summary>
    private static void Configure(IHttpClientBuilder client) => client
        .ConfigureHttpClient((provider, http) => http.Timeout = provider.GetRequiredService<IOptions<SlackOptions>>().Value.Timeout)
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
}
