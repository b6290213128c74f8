using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Support;

namespace EzSolutions.Integration.Tests.Provisioning;

/// <summary>What can go wrong outside, one by one.</summary>
[Collection(nameof(ProvisioningWorld))]
public sealed class FaultTests(ProvisioningWorld world) : IAsyncLifetime
{
    private static readonly Actor.Staff Support = new(Guid.CreateVersion7(), "Ann", new HashSet<StaffRole> { StaffRole.Support });

    public async Task InitializeAsync()
    {
        await world.NoFaultsAsync();
        world.Kill.Restart();
        world.Jobs.Clear();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("POST .*clone", "error", 500)]
    [InlineData("POST .*clone", "error", 595)]
    [InlineData("POST .*clone", "error", 596)]
    [InlineData("POST .*clone", "drop", null)]
    [InlineData("POST .*clone", "lost_response", null)]
    [InlineData("PUT .*config", "error", 500)]
    [InlineData("PUT .*config", "lost_response", null)]
    [InlineData("PUT .*resize", "lost_response", null)]
    [InlineData("POST .*start", "lost_response", null)]
    [InlineData("POST .*start", "error", 595)]
    [InlineData("GET .*tasks", "error", 500)]
    [InlineData("GET .*agent", "error", 596)]
    [InlineData("GET .*cluster/resources", "drop", null)]
    public async Task A_passing_fault_costs_a_try_and_no_second_machine(string match, string kind, int? status)
    {
        await world.FaultAsync(new { target = "proxmox", match, kind, status, times = 2 });
        var order = await world.PayOrderAsync();

        await world.RunJobsAsync();

        var service = await world.ActiveServiceOfAsync(order);
        (await world.MachinesOfAsync(service.Id)).ShouldBe(1);
    }

    [Theory]
    [InlineData("qmclone", "clone failed: input/output error")]
    [InlineData("qmclone", "clone failed: not enough free space")]
    [InlineData("resize", "resize failed")]
    [InlineData("qmstart", "start failed: QEMU exited with code 1")]
    public async Task P05_a_task_that_ends_in_error_is_tried_again(string match, string message)
    {
        await world.FaultAsync(new { target = "proxmox", match, kind = "task_error", message, times = 1 });
        var order = await world.PayOrderAsync();

        await world.RunJobsAsync();

        var service = await world.ActiveServiceOfAsync(order);
        (await world.MachinesOfAsync(service.Id)).ShouldBe(1);
        (await world.JobOfAsync(order)).Steps.ShouldContain(s => s.Attempts > 0);
    }

    [Fact]
    public async Task P06_what_never_works_is_undone_with_a_ticket_and_can_be_started_again()
    {
        await world.FaultAsync(new { target = "proxmox", match = "qmstart", kind = "task_error", message = "start failed: QEMU exited with code 1" });
        var order = await world.PayOrderAsync();

        await world.RunJobsAsync();

        var service = await world.ServiceOfAsync(order);
        service.State.ShouldBe(ServiceState.Failed);
        service.FailureReason.ShouldNotBeNull();
        (await world.MachinesOfAsync(service.Id)).ShouldBe(0);
        var job = await world.JobOfAsync(order);
        var ticket = (await world.RowsAsync<Ticket>(all => all.Where(t => t.Reference == $"provisioning:{job.Id}"))).ShouldHaveSingleItem();
        ticket.Messages[0].Body.ShouldContain("QEMU exited with code 1");
        (await world.RowsAsync<VmAllocation>(all => all.Where(a => a.ServiceId == service.Id))).ShouldAllBe(a => a.State == VmAllocationState.Tombstone);

        await world.NoFaultsAsync();
        (await world.SendAsync(new RetryProvisioningJob(job.Id), Support)).Error.ShouldBeNull();
        await world.RunJobsAsync();

        (await world.ServiceOfAsync(order)).State.ShouldBe(ServiceState.Active);
        (await world.MachinesOfAsync(service.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task Full_storage_is_waited_for_and_then_given_up_without_a_machine()
    {
        await world.FaultAsync(new { target = "proxmox", kind = "storage_full" });
        var order = await world.PayOrderAsync();

        await world.RunJobsAsync();

        var service = await world.ServiceOfAsync(order);
        service.State.ShouldBe(ServiceState.Failed);
        (await world.MachinesOfAsync(service.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task P03_a_number_taken_by_somebody_else_is_left_alone_and_another_one_used()
    {
        var before = await world.ServiceOfAsync(await DeliveredAsync());
        var next = before.Vmid!.Value + 1;
        await StrangersMachineAsync(next);

        var service = await world.ServiceOfAsync(await DeliveredAsync());

        service.State.ShouldBe(ServiceState.Active);
        service.Vmid.ShouldNotBe(next);
        (await world.RowsAsync<VmAllocation>(all => all.Where(a => a.Vmid == next))).ShouldHaveSingleItem().State.ShouldBe(VmAllocationState.Tombstone);
        var found = await world.InScopeAsync(new Actor.System("test"), services =>
            ((IProvisioner)services.GetService(typeof(IProvisioner))!).LookAsync(next, CancellationToken.None));
        found.Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task P04_a_machine_nobody_owns_is_reported_once_and_not_touched()
    {
        await StrangersMachineAsync(20_900);

        (await world.SendAsync(new ReconcileMachines())).Error.ShouldBeNull();
        (await world.SendAsync(new ReconcileMachines())).Error.ShouldBeNull();

        (await world.RowsAsync<MachineFinding>(all => all.Where(f => f.Vmid == 20_900))).ShouldHaveSingleItem().Kind
            .ShouldBe(MachineFindingKind.UnknownMachine);
        (await world.RowsAsync<Ticket>(all => all.Where(t => t.Reference == "machine:sandbox/20900/UnknownMachine"))).ShouldHaveSingleItem();
        var found = await world.InScopeAsync(new Actor.System("test"), services =>
            ((IProvisioner)services.GetService(typeof(IProvisioner))!).LookAsync(20_900, CancellationToken.None));
        found.Value.ShouldNotBeNull();
    }

    private async Task<Guid> DeliveredAsync()
    {
        var order = await world.PayOrderAsync();
        await world.RunJobsAsync();
        return order;
    }

    private async Task StrangersMachineAsync(int vmid)
    {
        using var http = new HttpClient { BaseAddress = new Uri(world.Sandbox, "proxmox/api2/json/") };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "PVEAPIToken=ez@pve!automation=5b1c0000-sandbox-0000-0000-000000000001");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["newid"] = vmid.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["name"] = "somebody",
            ["full"] = "1",
        });
        (await http.PostAsync(new Uri("nodes/pve1/qemu/9000/clone", UriKind.Relative), form)).EnsureSuccessStatusCode();
        // Done when it is no longer locked.
        while ((await http.GetStringAsync(new Uri($"nodes/pve1/qemu/{vmid}/config", UriKind.Relative))).Contains("\"lock\"", StringComparison.Ordinal))
            await Task.Delay(20);
    }
}
