using EzSolutions.Application.Provisioning;
using EzSolutions.Application.Provisioning.Lifecycle;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;
using static EzSolutions.Integration.Tests.Provisioning.LifecycleScene;

namespace EzSolutions.Integration.Tests.Provisioning;

/// <summary>What can go wrong outside, or to our own process, while a service is suspended, backed up, restored or ended.</summary>
[Collection(LifecycleCollection.Name)]
public sealed class LifecycleFaultTests(ProvisioningWorld world) : IAsyncLifetime
{
    /// <summary>Before and after each transaction and each call that acts.</summary>
    public static TheoryData<int> Points => [.. Enumerable.Range(1, 40).Where(point => point % 3 == 1 || point is > 8 and < 18)];

    public Task InitializeAsync() => world.ResetAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("PUT .*config", "error", 500)]
    [InlineData("PUT .*config", "lost_response", null)]
    [InlineData("POST .*shutdown", "error", 595)]
    [InlineData("POST .*shutdown", "lost_response", null)]
    [InlineData("POST .*shutdown", "drop", null)]
    [InlineData("GET .*tasks", "error", 596)]
    [InlineData("GET .*cluster/resources", "drop", null)]
    [InlineData(".*pve.*", "error", 595)]
    [InlineData("POST .*shutdown", "delay", null)]
    public async Task A_passing_fault_delays_a_suspension_and_no_more(string match, string kind, int? status)
    {
        var service = await world.DeliveredAsync();
        await world.FaultAsync(new { target = "proxmox", match, kind, status, times = 2, ms = 300 });

        await world.SendAsync(new SuspendService(service.Id, SuspensionReason.NonPayment, "INV-2026-000004"));
        await world.RunJobsAsync();

        (await world.MachineAsync(service)).ShouldNotBeNull().ShouldSatisfyAllConditions(
            m => m.Power.ShouldBe(ObservedState.Stopped), m => m.AutoStart.ShouldBeFalse());
        (await world.LastJobAsync(service)).State.ShouldBe(LifecycleJobState.Done);
    }

    [Theory]
    [InlineData("POST .*vzdump", "lost_response", null)]
    [InlineData("POST .*vzdump", "error", 500)]
    [InlineData("POST .*vzdump", "drop", null)]
    [InlineData("GET .*content", "error", 596)]
    [InlineData("GET .*tasks", "error", 500)]
    [InlineData("DELETE .*qemu", "lost_response", null)]
    [InlineData("DELETE .*qemu", "error", 595)]
    public async Task A_passing_fault_delays_an_end_and_makes_one_backup(string match, string kind, int? status)
    {
        var service = await world.DeliveredAsync();
        await world.FaultAsync(new { target = "proxmox", match, kind, status, times = 2 });

        await world.SendAsync(new TerminateService(service.Id, TerminationReason.Cancelled));
        await world.RunJobsAsync();

        (await world.AgainAsync(service)).State.ShouldBe(ServiceState.Terminated, string.Join('\n', (await world.LastJobAsync(service)).Log));
        (await world.MachinesOfAsync(service.Id)).ShouldBe(0);
        (await world.ArchivesAsync(service)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_guest_that_does_not_shut_down_is_switched_off()
    {
        var service = await world.DeliveredAsync();
        await world.FaultAsync(new { target = "proxmox", match = "qmshutdown", kind = "task_error", message = "VM quit/powerdown failed - got timeout" });

        await world.SendAsync(new SuspendService(service.Id, SuspensionReason.NonPayment, "INV-2026-000005"));
        await world.RunJobsAsync();

        (await world.MachineAsync(service))!.Power.ShouldBe(ObservedState.Stopped, string.Join('\n', (await world.LastJobAsync(service)).Log));
    }

    [Fact]
    public async Task A_node_that_is_down_for_long_ends_in_a_ticket_and_is_finished_later()
    {
        var service = await world.DeliveredAsync();
        await world.FaultAsync(new { target = "proxmox", match = ".*", kind = "error", status = 595 });
        await world.SendAsync(new SuspendService(service.Id, SuspensionReason.NonPayment, "INV-2026-000006"));
        await world.RunJobsAsync();
        var job = await world.LastJobAsync(service);
        (job.State, (await world.AgainAsync(service)).State).ShouldBe((LifecycleJobState.Failed, ServiceState.Suspended));

        await world.NoFaultsAsync();
        // Nobody has to remember: what should be off and is not, is switched off.
        (await world.SendAsync(new ReconcileMachines())).Error.ShouldBeNull();
        await world.RunJobsAsync();

        (await world.MachineAsync(service))!.Power.ShouldBe(ObservedState.Stopped);
    }

    [Fact]
    public async Task A_resize_that_never_works_leaves_the_machine_running()
    {
        var service = await world.DeliveredAsync();
        await world.FaultAsync(new { target = "proxmox", match = "PUT .*config", kind = "error", status = 500 });

        (await world.SendAsync(new ResetServicePassword(service.Id), service.Owner())).Error.ShouldBeNull();
        await world.RunJobsAsync();

        (await world.LastJobAsync(service)).State.ShouldBe(LifecycleJobState.Failed);
        (await world.MachineAsync(service))!.Power.ShouldBe(ObservedState.Running);
        (await world.RowsAsync<PowerJob>(all => all.Where(j => j.ServiceId == service.Id && j.FinishedAt == null))).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task P02_an_end_that_is_killed_at_any_point_is_an_end_with_one_backup(int point)
    {
        var service = await world.DeliveredAsync();
        await world.SendAsync(new TerminateService(service.Id, TerminationReason.Cancelled));

        await world.RunWithDeathAsync(service, point);

        (await world.AgainAsync(service)).State.ShouldBe(ServiceState.Terminated, string.Join('\n', (await world.LastJobAsync(service)).Log));
        (await world.MachinesOfAsync(service.Id)).ShouldBe(0);
        (await world.ArchivesAsync(service)).ShouldHaveSingleItem();
        (await world.BackupsAsync(service)).ShouldHaveSingleItem().State.ShouldBe(BackupState.Done);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(19)]
    [InlineData(24)]
    public async Task P02_a_restore_that_is_killed_at_any_point_is_a_restore(int point)
    {
        var service = await world.DeliveredAsync();
        var backup = (await world.SendAsync(new BackUpService(service.Id), service.Owner())).Value;
        await world.RunJobsAsync();
        await world.SendAsync(new RestoreService(service.Id, backup.Id), service.Owner());

        await world.RunWithDeathAsync(service, point);

        (await world.LastJobAsync(service)).State.ShouldBe(LifecycleJobState.Done);
        (await world.MachineAsync(service)).ShouldNotBeNull().ShouldSatisfyAllConditions(
            m => m.Power.ShouldBe(ObservedState.Running), m => m.LabelledFor.ShouldBe(service.Id), m => m.Lock.ShouldBeNull());
    }

    [Fact]
    public async Task Two_nodes_at_once_make_one_backup()
    {
        var service = await world.DeliveredAsync();
        await world.SendAsync(new BackUpService(service.Id), service.Owner());
        var job = await world.LastJobAsync(service);
        world.Jobs.Clear();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => world.SendAsync(new RunLifecycle(job.Id))));

        (await world.ArchivesAsync(service)).ShouldHaveSingleItem();
        (await world.LastJobAsync(service)).State.ShouldBe(LifecycleJobState.Done);
    }

    [Fact]
    public async Task Asked_for_many_times_at_once_it_is_suspended_once()
    {
        var service = await world.DeliveredAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => world.SendAsync(new SuspendService(service.Id, SuspensionReason.NonPayment, "INV-2026-000007"))));
        await world.RunJobsAsync();

        answers.ShouldAllBe(a => a.Error == null);
        (await world.AgainAsync(service)).Suspensions.Count.ShouldBe(1);
        (await world.RowsAsync<LifecycleJob>(all => all.Where(j => j.ServiceId == service.Id))).ShouldHaveSingleItem();
    }
}
