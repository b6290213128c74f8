using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;
using EzSolutions.Domain.Support;
using EzSolutions.Infrastructure.Common.Persistence;
using static EzSolutions.Integration.Tests.Provisioning.LifecycleScene;

namespace EzSolutions.Integration.Tests.Provisioning;

/// <summary>A cluster of their own: these keep many machines, and the other one's nodes would be full.</summary>
[CollectionDefinition(Name)]
public sealed class LifecycleCollection : ICollectionFixture<ProvisioningWorld>
{
    public const string Name = "service lifecycle";
}

/// <summary>A machine is suspended, resized, backed up, restored and ended, on the stand-in for Proxmox.</summary>
[Collection(LifecycleCollection.Name)]
public sealed class LifecycleTests(ProvisioningWorld world) : IAsyncLifetime
{
    public Task InitializeAsync() => world.ResetAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_suspended_service_is_off_stays_off_and_says_why()
    {
        var service = await world.DeliveredAsync();

        (await world.SendAsync(new SuspendService(service.Id, SuspensionReason.NonPayment, "INV-2026-000001"))).Error.ShouldBeNull();

        (await world.AgainAsync(service)).State.ShouldBe(ServiceState.Suspended);
        (await world.SendAsync(new PowerService(service.Id, PowerAction.Reboot), service.Owner())).Error!.Code.ShouldBe("service_suspended");
        await world.RunJobsAsync();
        (await world.SendAsync(new PowerService(service.Id, PowerAction.Start), service.Owner())).Error!.Message.ShouldContain("invoice");
        (await world.MachineAsync(service)).ShouldNotBeNull().ShouldSatisfyAllConditions(
            m => m.Power.ShouldBe(ObservedState.Stopped), m => m.AutoStart.ShouldBeFalse());
        var view = (await world.SendAsync(new GetService(service.Id), service.Owner())).Value;
        (view.State, view.PowerActions.Count, view.SuspendedFor!.Single()).ShouldBe(("suspended", 0, SuspensionReason.NonPayment));
    }

    [Fact]
    public async Task O07_payment_lifts_non_payment_and_no_other_reason()
    {
        var service = await world.DeliveredAsync();
        await world.SendAsync(new SuspendService(service.Id, SuspensionReason.NonPayment, "INV-2026-000002"));
        await world.SendAsync(new SuspendService(service.Id, SuspensionReason.Abuse, "spam"), Staff);
        await world.SendAsync(new SuspendService(service.Id, SuspensionReason.Abuse, "spam again"), Staff);
        await world.RunJobsAsync();

        await world.SendAsync(new UnsuspendService(service.Id, SuspensionReason.NonPayment));
        await world.RunJobsAsync();
        (await world.AgainAsync(service)).State.ShouldBe(ServiceState.Suspended);
        (await world.MachineAsync(service))!.Power.ShouldBe(ObservedState.Stopped);

        await world.SendAsync(new UnsuspendService(service.Id, SuspensionReason.Abuse), Staff);
        await world.RunJobsAsync();
        (await world.AgainAsync(service)).ShouldSatisfyAllConditions(
            s => s.State.ShouldBe(ServiceState.Active), s => s.Observed.ShouldBe(ObservedState.Running), s => s.SuspendedAt.ShouldBeNull());
        (await world.MachineAsync(service)).ShouldNotBeNull().ShouldSatisfyAllConditions(
            m => m.Power.ShouldBe(ObservedState.Running), m => m.AutoStart.ShouldBeTrue());
        (await world.RowsAsync<LifecycleJob>(all => all.Where(j => j.ServiceId == service.Id))).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Suspended_and_lifted_before_any_job_ran_ends_as_it_began()
    {
        var service = await world.DeliveredAsync();
        await world.SendAsync(new SuspendService(service.Id, SuspensionReason.Staff, "by mistake"), Staff);
        await world.SendAsync(new UnsuspendService(service.Id, SuspensionReason.Staff), Staff);

        await world.RunJobsAsync();

        (await world.MachineAsync(service))!.Power.ShouldBe(ObservedState.Running);
        (await world.LastJobAsync(service)).State.ShouldBe(LifecycleJobState.Done);
    }

    [Fact]
    public async Task A_bigger_plan_is_a_bigger_machine_that_runs_again()
    {
        var service = await world.DeliveredAsync();
        var code = await ProductAsync(new Specs(8, 4, 160, 1, null));

        (await world.SendAsync(new ResizeService(service.Id, code))).Error.ShouldBeNull();
        (await world.SendAsync(new ResizeService(service.Id, code))).Error.ShouldBeNull();
        await world.RunJobsAsync();

        var machine = (await world.MachineAsync(service))!;
        (machine.Vcpu, machine.RamMb, machine.DiskGb, machine.Power).ShouldBe((4, 8192, 160, ObservedState.Running));
        (await world.AgainAsync(service)).ShouldSatisfyAllConditions(s => s.ProductCode.ShouldBe(code), s => s.RamGb.ShouldBe(8));
        (await world.RowsAsync<LifecycleJob>(all => all.Where(j => j.ServiceId == service.Id))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_disk_never_shrinks_and_a_product_must_be_there()
    {
        var service = await world.DeliveredAsync();
        var small = await ProductAsync(new Specs(1, 1, 10, 1, null));

        (await world.SendAsync(new ResizeService(service.Id, small))).Error!.Code.ShouldBe("disk_cannot_shrink");
        (await world.SendAsync(new ResizeService(service.Id, "no-such"))).Error!.Code.ShouldBe("product_not_found");
        (await world.AgainAsync(service)).ProductCode.ShouldBe("vps-s");
    }

    [Fact]
    public async Task A_backup_is_made_while_it_runs_and_brought_back_with_todays_size()
    {
        var service = await world.DeliveredAsync();
        var backup = (await world.SendAsync(new BackUpService(service.Id), service.Owner())).Value;
        (await world.SendAsync(new BackUpService(service.Id), service.Owner())).Error!.Code.ShouldBe("service_busy");
        await world.RunJobsAsync();
        (await world.BackupsAsync(service)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            b => b.State.ShouldBe(BackupState.Done), b => b.Volume.ShouldNotBeNull(), b => b.Id.ShouldBe(backup.Id));
        await world.SendAsync(new ResizeService(service.Id, await ProductAsync(new Specs(8, 4, 160, 1, null))));
        await world.RunJobsAsync();

        (await world.SendAsync(new RestoreService(service.Id, backup.Id), service.Owner())).Error.ShouldBeNull();
        await world.RunJobsAsync();

        var machine = (await world.MachineAsync(service))!;
        (machine.Vcpu, machine.RamMb, machine.DiskGb, machine.Power, machine.LabelledFor)
            .ShouldBe((4, 8192, 160, ObservedState.Running, service.Id));
    }

    [Fact]
    public async Task The_oldest_backup_makes_room_and_is_no_longer_offered()
    {
        var service = await world.DeliveredAsync();
        for (var i = 0; i < 4; i++)
        {
            (await world.SendAsync(new BackUpService(service.Id), service.Owner())).Error.ShouldBeNull();
            await world.RunJobsAsync();
        }

        (await world.BackupsAsync(service)).Select(b => b.State)
            .ShouldBe([BackupState.Removed, BackupState.Done, BackupState.Done, BackupState.Done]);
        var offered = (await world.SendAsync(new ListServiceBackups(service.Id), service.Owner())).Value;
        (offered.Kept, offered.Items.Count).ShouldBe((3, 3));
        var first = (await world.BackupsAsync(service))[0];
        (await world.SendAsync(new RestoreService(service.Id, first.Id), service.Owner())).Error!.Code.ShouldBe("backup_not_found");
    }

    [Fact]
    public async Task O06_ended_means_backed_up_destroyed_and_its_number_kept_out_of_use()
    {
        var service = await world.DeliveredAsync();

        (await world.SendAsync(new TerminateService(service.Id, TerminationReason.Cancelled))).Error.ShouldBeNull();
        (await world.AgainAsync(service)).State.ShouldBe(ServiceState.Terminating);
        await world.RunJobsAsync();

        (await world.AgainAsync(service)).ShouldSatisfyAllConditions(
            s => s.State.ShouldBe(ServiceState.Terminated), s => s.Vmid.ShouldBeNull(), s => s.TerminatedAt.ShouldNotBeNull());
        (await world.MachinesOfAsync(service.Id)).ShouldBe(0);
        (await world.BackupsAsync(service)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            b => b.Purpose.ShouldBe(BackupPurpose.Final), b => b.State.ShouldBe(BackupState.Done));
        (await world.ArchivesAsync(service)).ShouldHaveSingleItem();
        (await world.RowsAsync<VmAllocation>(all => all.Where(a => a.ServiceId == service.Id))).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            a => a.State.ShouldBe(VmAllocationState.Tombstone), a => a.QuarantinedUntil.ShouldNotBeNull());
        (await world.SendAsync(new TerminateService(service.Id, TerminationReason.Cancelled))).Error.ShouldBeNull();
        (await world.SendAsync(new UnsuspendService(service.Id, SuspensionReason.NonPayment))).Error!.Code.ShouldBe("service_not_active");
    }

    [Fact]
    public async Task A_backup_whose_service_ends_before_its_turn_does_not_stay_open()
    {
        var service = await world.DeliveredAsync();
        await world.SendAsync(new BackUpService(service.Id), service.Owner());
        await world.SendAsync(new TerminateService(service.Id, TerminationReason.Cancelled));

        await world.RunJobsAsync();

        (await world.AgainAsync(service)).State.ShouldBe(ServiceState.Terminated);
        (await world.BackupsAsync(service)).Select(b => (b.Purpose, b.State))
            .ShouldBe([(BackupPurpose.Requested, BackupState.Failed), (BackupPurpose.Final, BackupState.Done)]);
    }

    [Fact]
    public async Task O06_without_a_final_backup_nothing_is_destroyed_and_staff_are_asked()
    {
        var service = await world.DeliveredAsync();
        await world.FaultAsync(new { target = "proxmox", match = "vzdump", kind = "task_error", message = "job errors" });

        await world.SendAsync(new TerminateService(service.Id, TerminationReason.NonPayment));
        await world.RunJobsAsync();

        (await world.AgainAsync(service)).State.ShouldBe(ServiceState.Terminating);
        (await world.MachinesOfAsync(service.Id)).ShouldBe(1);
        var job = await world.LastJobAsync(service);
        job.State.ShouldBe(LifecycleJobState.Failed);
        (await world.RowsAsync<Ticket>(all => all.Where(t => t.Reference == $"lifecycle:{job.Id}"))).ShouldHaveSingleItem().Messages[0].Body
            .ShouldContain("job errors");

        // Not even when staff say that it was done by hand: the machine is still there.
        (await world.SendAsync(new CompleteLifecycleJob(job.Id), Staff)).Error.ShouldBeNull();
        await world.RunJobsAsync();
        (await world.AgainAsync(service)).State.ShouldBe(ServiceState.Terminating);

        await world.NoFaultsAsync();
        (await world.SendAsync(new RetryLifecycleJob(job.Id), Staff)).Error.ShouldBeNull();
        await world.RunJobsAsync();
        (await world.MachinesOfAsync(service.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_termination_goes_on_where_it_stopped()
    {
        var service = await world.DeliveredAsync();
        await world.FaultAsync(new { target = "proxmox", match = "vzdump", kind = "task_error", message = "job errors" });
        await world.SendAsync(new TerminateService(service.Id, TerminationReason.NonPayment));
        await world.RunJobsAsync();

        await world.NoFaultsAsync();
        (await world.SendAsync(new RetryLifecycleJob((await world.LastJobAsync(service)).Id), Staff)).Error.ShouldBeNull();
        await world.RunJobsAsync();

        (await world.AgainAsync(service)).State.ShouldBe(ServiceState.Terminated);
        (await world.MachinesOfAsync(service.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task P07_a_new_password_is_shown_once_and_the_old_one_is_gone()
    {
        var service = await world.DeliveredAsync();
        var old = (await world.SendAsync(new GetService(service.Id), service.Owner())).Value.CredentialsUrl!;

        (await world.SendAsync(new ResetServicePassword(service.Id), service.Owner())).Error.ShouldBeNull();
        await world.RunJobsAsync();

        var link = (await world.SendAsync(new GetService(service.Id), service.Owner())).Value.CredentialsUrl!;
        link.ShouldNotBe(old);
        var token = link.AbsolutePath.Split('/')[^1];
        (await world.SendAsync(new RevealCredentials(service.Id, old.AbsolutePath.Split('/')[^1]))).Error.ShouldNotBeNull();
        var shown = (await world.SendAsync(new RevealCredentials(service.Id, token))).Value.Password;
        (await world.SendAsync(new RevealCredentials(service.Id, token))).Error!.Code.ShouldBe("credentials_already_shown");
        var job = await world.LastJobAsync(service);
        (job.State, job.SealedPassword).ShouldBe((LifecycleJobState.Done, null));
        string.Join('\n', job.Log).ShouldNotContain(shown);
        (await world.MachineAsync(service))!.Power.ShouldBe(ObservedState.Running);
    }

    [Fact]
    public async Task P08_what_is_looked_after_by_hand_is_done_by_staff()
    {
        var order = await world.PayOrderAsync(ProductType.Hosting);
        await world.RunJobsAsync();
        var service = await world.ServiceOfAsync(order);
        await world.SendAsync(new CompleteManualFulfilment(service.Id), Staff);

        await world.SendAsync(new SuspendService(service.Id, SuspensionReason.NonPayment, "INV-2026-000003"));
        await world.RunJobsAsync();
        var job = await world.LastJobAsync(service);
        job.State.ShouldBe(LifecycleJobState.AwaitingStaff);
        (await world.RowsAsync<Ticket>(all => all.Where(t => t.Reference == $"lifecycle:{job.Id}"))).ShouldHaveSingleItem();
        (await world.SendAsync(new CompleteLifecycleJob(job.Id), Staff)).Error.ShouldBeNull();
        await world.RunJobsAsync();

        (await world.LastJobAsync(service)).State.ShouldBe(LifecycleJobState.Done);
        (await world.SendAsync(new BackUpService(service.Id), service.Owner())).Error!.Code.ShouldBe("service_not_a_machine");
    }

    [Fact]
    public async Task P04_a_suspended_machine_that_was_switched_on_behind_our_back_is_switched_off_again()
    {
        var service = await world.DeliveredAsync();
        await world.SendAsync(new SuspendService(service.Id, SuspensionReason.Abuse, "spam"), Staff);
        await world.RunJobsAsync();
        await world.InScopeAsync(new Application.Common.Actor.System("test"), async services =>
        {
            var provisioner = (IProvisioner)services.GetService(typeof(IProvisioner))!;
            var task = (await provisioner.PowerAsync(service.Place!, PowerAction.Start, CancellationToken.None)).Value;
            while ((await provisioner.CheckTaskAsync(task, CancellationToken.None)).Value is MachineTask.Running)
                await Task.Delay(20);
            return true;
        });

        (await world.SendAsync(new ReconcileMachines())).Error.ShouldBeNull();
        await world.RunJobsAsync();

        (await world.MachineAsync(service))!.Power.ShouldBe(ObservedState.Stopped);
    }

    [Fact]
    public async Task Somebody_elses_service_is_the_same_as_none()
    {
        var service = await world.DeliveredAsync();
        var stranger = new Application.Common.Actor.Customer(Guid.CreateVersion7(), Guid.CreateVersion7(), Domain.Common.Assurance.Verified);

        (await world.SendAsync(new BackUpService(service.Id), stranger)).Error!.Code.ShouldBe("service_not_found");
        (await world.SendAsync(new ListServiceBackups(service.Id), stranger)).Error!.Code.ShouldBe("service_not_found");
        (await world.SendAsync(new ResetServicePassword(service.Id), stranger)).Error!.Code.ShouldBe("service_not_found");
        (await world.SendAsync(new SuspendService(service.Id, SuspensionReason.Abuse, "x"), service.Owner())).Error!.Code.ShouldBe("forbidden");
    }

    private Task<string> ProductAsync(Specs specs) => world.InScopeAsync(new Application.Common.Actor.System("test"), async services =>
    {
        var context = (AppDbContext)services.GetService(typeof(AppDbContext))!;
        var code = $"vps-{Guid.CreateVersion7():N}"[..30];
        context.Add(Product.Create(Guid.CreateVersion7(), code, ProductType.Vps, new ProductDetails("VPS X", "A bigger one.", specs, [], [])));
        await context.SaveChangesAsync();
        return code;
    });
}
