using EzSolutions.Application.Provisioning;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EzSolutions.Infrastructure.Provisioning.Proxmox;

internal static class ProxmoxServices
{
    public static IServiceCollection AddProxmox(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ProxmoxOptions>().Bind(configuration.GetSection(ProxmoxOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProxmoxOptions>, ProxmoxOptionsValidator>();
        services.AddHttpClient<ProxmoxClient>((provider, http) => Configure(http, provider.GetRequiredService<IOptions<ProxmoxOptions>>().Value))
            .ConfigurePrimaryHttpMessageHandler(provider => Handler(provider.GetRequiredService<IOptions<ProxmoxOptions>>().Value));
        services.AddScoped<IProvisioner, ProxmoxProvisioner>();
        return services;
    }

    internal static void Configure(HttpClient http, ProxmoxOptions options)
    {
        var address = options.BaseAddress!.AbsoluteUri;
        http.BaseAddress = new Uri(address.EndsWith('/') ? address : address + "/");
        http.Timeout = options.Timeout;
        // The vendor's scheme has an equals sign where the standard has a space.
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"PVEAPIToken={options.TokenId}={options.TokenSecret}");
    }

    internal static SocketsHttpHandler Handler(ProxmoxOptions options)
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), AllowAutoRedirect = false, UseCookies = false };
        if (Fingerprint.Parse(options.FingerprintSha256) is { } pinned)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => Fingerprint.Matches(certificate, pinned);
        return handler;
    }
}
