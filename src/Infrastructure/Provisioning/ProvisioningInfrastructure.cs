using EzSolutions.Application.Provisioning;
using EzSolutions.Infrastructure.Common.Jobs;
using EzSolutions.Infrastructure.Provisioning.Proxmox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Infrastructure.Provisioning;

public static class ProvisioningInfrastructure
{
    /// <summary>The step machine, its sweeper and reconciler, and the Proxmox driver. Section <c>Provisioning</c>.</summary>
    public static IServiceCollection AddProvisioning(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ProvisioningOptions>().Bind(configuration.GetSection(ProvisioningOptions.Section));
        services.AddProvisioningUseCases();
        services.AddProxmox(configuration);
        services.AddRecurring<ResumeProvisioning>("resume-provisioning", TimeSpan.FromSeconds(15));
        services.AddRecurring<ReconcileMachines>("reconcile-machines", configuration.GetValue("Provisioning:ReconcileEvery", TimeSpan.FromMinutes(1)));
        return services;
    }
}
