using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning;
using EzSolutions.Application.Provisioning.Lifecycle;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;

namespace EzSolutions.Integration.Tests.Provisioning;

/// <summary>What the tests of suspending, resizing, backing up and so on share.</summary>
internal static class LifecycleScene
{
    public static readonly Actor.Staff Staff =
        new(Guid.CreateVersion7(), "Ann", new HashSet<StaffRole> { StaffRole.Support, StaffRole.Billing });

    public static async Task ResetAsync(this ProvisioningWorld world)
    {
        await world.NoFaultsAsync();
        world.Kill.Restart();
        world.Jobs.Clear();
    }

    public static Actor Owner(this Service service) => new Actor.Customer(service.CustomerId, Guid.CreateVersion7(), Assurance.Verified);

    public static async Task<Service> DeliveredAsync(this ProvisioningWorld world)
    {
        var order = await world.PayOrderAsync();
        await world.RunJobsAsync();
        return await world.ActiveServiceOfAsync(order);
    }

    public static async Task<Service> AgainAsync(this ProvisioningWorld world, Service service) =>
        (await world.RowsAsync<Service>(all => all.Where(s => s.Id == service.Id)))[0];

    public static async Task<LifecycleJob> LastJobAsync(this ProvisioningWorld world, Service service) =>
        (await world.RowsAsync<LifecycleJob>(all => all.Where(j => j.ServiceId == service.Id).OrderByDescending(j => j.Number)))[0];

    public static Task<List<ServiceBackup>> BackupsAsync(this ProvisioningWorld world, Service service) =>
        world.RowsAsync<ServiceBackup>(all => all.Where(b => b.ServiceId == service.Id).OrderBy(b => b.Id));

    /// <summary>What the provider shows.</summary>
    public static async Task<MachineDetails?> MachineAsync(this ProvisioningWorld world, Service service) => await world.InScopeAsync(
        new Actor.System("test"),
        async services => (await ((IProvisioner)services.GetService(typeof(IProvisioner))!).LookAsync(service.Vmid!.Value, CancellationToken.None)).Value);

    public static async Task<IReadOnlyList<MachineBackup>> ArchivesAsync(this ProvisioningWorld world, Service service) => await world.InScopeAsync(
        new Actor.System("test"),
        async services => (await ((IProvisioner)services.GetService(typeof(IProvisioner))!).ListBackupsAsync(service.Place!, CancellationToken.None)).Value);

    /// <summary>Runs the last job to its end through as many deaths as are armed.</summary>
    public static async Task RunWithDeathAsync(this ProvisioningWorld world, Service service, int point)
    {
        var job = await world.LastJobAsync(service);
        world.Kill.Arm(point);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((await world.LastJobAsync(service)) is { IsFinished: false })
        {
            try
            {
                await world.SendAsync(new RunLifecycle(job.Id));
            }
            catch (KilledException)
            {
                world.Kill.Restart();
            }

            // A dead worker's lease has to run out before the next one is let in.
            await Task.Delay(50, limit.Token);
        }

        world.Jobs.Clear();
    }
}
