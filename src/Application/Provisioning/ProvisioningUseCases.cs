using EzSolutions.Application.Provisioning.Lifecycle;
using EzSolutions.Application.Provisioning.Lifecycle.Steps;
using EzSolutions.Application.Provisioning.Steps;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Application.Provisioning;

public static class ProvisioningUseCases
{
    /// <summary>The steps of the machine, and what they share. An <see cref="IProvisioner"/> is registered by the driver.</summary>
    public static IServiceCollection AddProvisioningUseCases(this IServiceCollection services)
    {
        services.AddScoped<IProvisioningStep, ReserveCapacityStep>();
        services.AddScoped<IProvisioningStep, AllocateIdStep>();
        services.AddScoped<IProvisioningStep, CloneStep>();
        services.AddScoped<IProvisioningStep, ConfigureStep>();
        services.AddScoped<IProvisioningStep, ResizeStep>();
        services.AddScoped<IProvisioningStep, StartStep>();
        services.AddScoped<IProvisioningStep, WaitForAddressStep>();
        services.AddScoped<IProvisioningStep, ReadyStep>();
        services.AddScoped<ILifecycleStep, FindMachineStep>();
        services.AddScoped<ILifecycleStep, ByHandStep>();
        services.AddScoped<ILifecycleStep, BackUpStep>();
        services.AddScoped<ILifecycleStep, AutoStartStep>();
        services.AddScoped<ILifecycleStep, SetPasswordStep>();
        services.AddScoped<ILifecycleStep, ShutDownStep>();
        services.AddScoped<ILifecycleStep, RestoreStep>();
        services.AddScoped<ILifecycleStep, ScaleStep>();
        services.AddScoped<ILifecycleStep, GrowDiskStep>();
        services.AddScoped<ILifecycleStep, LifecycleStartStep>();
        services.AddScoped<ILifecycleStep, DestroyStep>();
        services.AddScoped<ILifecycleStep, CloseStep>();
        services.AddScoped<LifecycleEndings>();
        services.AddScoped<LifecycleQueue>();
        services.AddScoped<StepOutcomes>();
        services.AddScoped<Compensation>();
        services.AddScoped<MachineFindings>();
        services.AddScoped<VmidAllocator>();
        services.AddScoped<FirstLogin>();
        services.AddScoped<ServiceMails>();
        services.AddScoped<ServiceViews>();
        services.AddScoped<OrderDelivery>();
        return services;
    }
}
