using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Integration.Tests.Provisioning;

/// <summary>P02, P03: the process dies at a point, another takes over; there is one machine in the end, and none when it was undone.</summary>
[Collection(nameof(ProvisioningWorld))]
public sealed class CrashTests(ProvisioningWorld world) : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Every place where a step touches something outside the process: before and after each transaction and each call that acts.</summary>
    public static TheoryData<int> Points => [.. Enumerable.Range(1, 44).Where(point => point % 2 == 1 || point is > 8 and < 22)];

    public async Task InitializeAsync()
    {
        await world.NoFaultsAsync();
        world.Kill.Restart();
        world.Jobs.Clear();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(Points))]
    public async Task P02_killed_at_any_point_ends_with_exactly_one_machine(int point)
    {
        var order = await world.PayOrderAsync();
        var job = await world.JobOfAsync(order);

        await RunWithDeathAsync(job.Id, point);

        var service = await world.ActiveServiceOfAsync(order);
        (await world.MachinesOfAsync(service.Id)).ShouldBe(1);
        (await world.RowsAsync<VmAllocation>(all => all.Where(a => a.ServiceId == service.Id && a.State == VmAllocationState.Live)))
            .ShouldHaveSingleItem().Vmid.ShouldBe(service.Vmid!.Value);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(28)]
    [InlineData(31)]
    [InlineData(34)]
    [InlineData(37)]
    public async Task P06_killed_while_undoing_still_leaves_no_machine(int point)
    {
        await world.FaultAsync(new { target = "proxmox", match = "qmstart", kind = "task_error", message = "start failed: QEMU exited with code 1" });
        var order = await world.PayOrderAsync();
        var job = await world.JobOfAsync(order);

        await RunWithDeathAsync(job.Id, point);

        var service = await world.ServiceOfAsync(order);
        service.State.ShouldBe(ServiceState.Failed);
        (await world.MachinesOfAsync(service.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task Two_nodes_at_once_make_one_machine()
    {
        var order = await world.PayOrderAsync();
        var job = await world.JobOfAsync(order);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => world.SendAsync(new RunProvisioning(job.Id))));

        var service = await world.ActiveServiceOfAsync(order);
        (await world.MachinesOfAsync(service.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task P03_many_orders_at_once_get_numbers_of_their_own()
    {
        var orders = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => world.PayOrderAsync()));
        var jobs = new List<Guid>();
        foreach (var order in orders)
            jobs.Add((await world.JobOfAsync(order)).Id);

        await Task.WhenAll(jobs.Select(job => world.SendAsync(new RunProvisioning(job))));

        var vmids = new List<int?>();
        foreach (var order in orders)
            vmids.Add((await world.ServiceOfAsync(order)).Vmid);
        vmids.ShouldBeUnique();
        vmids.ShouldAllBe(vmid => vmid != null);
    }

    private async Task RunWithDeathAsync(Guid jobId, int point)
    {
        world.Kill.Arm(point);
        using var limit = new CancellationTokenSource(Limit);
        while ((await world.RowsAsync<ProvisioningJob>(all => all.Where(j => j.Id == jobId)))[0] is { IsFinished: false })
        {
            try
            {
                await world.SendAsync(new RunProvisioning(jobId));
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
