using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Contract.Tests.Provisioning;

/// <summary>What every driver of machines promises, whatever stands behind it.</summary>
public abstract class ProvisionerContract
{
    private const int Free = 20_500;

    public static readonly ServiceSpecs Small = new(2, 1, 40);

    private protected abstract IProvisioner Provisioner { get; }

    [Fact]
    public async Task A_number_nobody_uses_is_absent_not_an_error()
    {
        var looked = await Provisioner.LookAsync(Free, CancellationToken.None);

        looked.Fault.ShouldBeNull();
        looked.Value.ShouldBeNull();
    }

    [Fact]
    public async Task A_machine_is_made_set_up_started_stopped_and_destroyed()
    {
        var service = Guid.CreateVersion7();
        var place = await MakeAsync(Free + 1, service);
        (await Provisioner.LookAsync(place.Vmid, CancellationToken.None)).Value!.LabelledFor.ShouldBe(service);

        var setup = new MachineSetup(service, "web1.example.com", 2, 4, null, "one-time-Secret");
        await WaitAsync(await Provisioner.ConfigureAsync(place, setup, CancellationToken.None));
        await WaitAsync(await Provisioner.ResizeAsync(place, 60, CancellationToken.None));
        var machine = (await Provisioner.LookAsync(place.Vmid, CancellationToken.None)).Value!;
        (machine.Vcpu, machine.RamMb, machine.DiskGb, machine.HasOurTag).ShouldBe((2, 4096, 60, true));

        await WaitAsync((await Provisioner.PowerAsync(place, PowerAction.Start, CancellationToken.None)).Value);
        (await Provisioner.LookAsync(place.Vmid, CancellationToken.None)).Value!.Power.ShouldBe(ObservedState.Running);
        (await AddressesAsync(place)).Ipv4.ShouldNotBeNull();
        await WaitAsync((await Provisioner.PowerAsync(place, PowerAction.Stop, CancellationToken.None)).Value);

        await WaitAsync((await Provisioner.DestroyAsync(place, service, CancellationToken.None)).Value);
        (await Provisioner.LookAsync(place.Vmid, CancellationToken.None)).Value.ShouldBeNull();
    }

    [Fact]
    public async Task P03_a_second_machine_under_one_number_is_refused_as_taken()
    {
        var place = await MakeAsync(Free + 2, Guid.CreateVersion7());

        var second = await Provisioner.CloneAsync(new MachineOrder(place, Guid.CreateVersion7(), "second.example.com", "Debian 12"), CancellationToken.None);

        second.Fault.ShouldBeOfType<ProvisionerFault.Taken>();
    }

    [Fact]
    public async Task P04_a_machine_with_another_label_is_never_destroyed()
    {
        var place = await MakeAsync(Free + 3, Guid.CreateVersion7());

        var destroyed = await Provisioner.DestroyAsync(place, Guid.CreateVersion7(), CancellationToken.None);

        destroyed.Fault.ShouldBeOfType<ProvisionerFault.Refused>();
        (await Provisioner.LookAsync(place.Vmid, CancellationToken.None)).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task Room_is_found_for_a_small_machine_and_not_for_one_that_fits_nowhere()
    {
        (await Provisioner.FindRoomAsync(Small, CancellationToken.None)).Value.ShouldNotBeEmpty();
        (await Provisioner.FindRoomAsync(new ServiceSpecs(1_000_000, 1, 1), CancellationToken.None)).Fault.ShouldBeOfType<ProvisionerFault.NoRoom>();
    }

    [Fact]
    public async Task P05_a_task_nobody_knows_is_unknown_not_failed()
    {
        var task = await Provisioner.CheckTaskAsync("UPID:pve1:00000BAD:00000001:6553F100:qmclone:9000:ez@pve!automation:", CancellationToken.None);

        task.Fault.ShouldBeOfType<ProvisionerFault.Unknown>();
    }

    [Fact]
    public async Task Automatic_start_size_and_password_are_set_and_the_first_two_seen()
    {
        var place = await MakeAsync(Free + 4, Guid.CreateVersion7());

        await WaitAsync(await Provisioner.SetAutoStartAsync(place, on: true, CancellationToken.None));
        (await Provisioner.LookAsync(place.Vmid, CancellationToken.None)).Value!.AutoStart.ShouldBeTrue();
        await WaitAsync(await Provisioner.SetAutoStartAsync(place, on: false, CancellationToken.None));
        (await Provisioner.LookAsync(place.Vmid, CancellationToken.None)).Value!.AutoStart.ShouldBeFalse();
        await WaitAsync(await Provisioner.ScaleAsync(place, 4, 8, CancellationToken.None));
        await WaitAsync(await Provisioner.SetPasswordAsync(place, "another-Secret", CancellationToken.None));
        var machine = (await Provisioner.LookAsync(place.Vmid, CancellationToken.None)).Value!;
        (machine.Vcpu, machine.RamMb).ShouldBe((4, 8192));
    }

    [Fact]
    public async Task A_backup_is_found_by_our_id_and_brings_the_machine_back_as_it_was()
    {
        var (service, backup) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var place = await MakeAsync(Free + 5, service);
        await WaitAsync(await Provisioner.ScaleAsync(place, 2, 4, CancellationToken.None));
        (await Provisioner.ListBackupsAsync(place, CancellationToken.None)).Value.ShouldBeEmpty();
        var since = TimeProvider.System.GetUtcNow();

        var task = (await Provisioner.BackUpAsync(place, new BackupOrder(backup, service, 3), CancellationToken.None)).Value;
        (await Provisioner.FindTaskAsync(place, MachineWork.BackUp, since, CancellationToken.None)).Value.ShouldBe(task);
        await WaitAsync(task);
        var made = (await Provisioner.ListBackupsAsync(place, CancellationToken.None)).Value.ShouldHaveSingleItem();
        (made.BackupId, made.SizeBytes > 0).ShouldBe((backup, true));

        await WaitAsync(await Provisioner.ScaleAsync(place, 8, 16, CancellationToken.None));
        var restored = (await Provisioner.RestoreAsync(place, service, made.Volume, CancellationToken.None)).Value;
        (await Provisioner.FindTaskAsync(place, MachineWork.Restore, since, CancellationToken.None)).Value.ShouldBe(restored);
        await WaitAsync(restored);
        var machine = (await Provisioner.LookAsync(place.Vmid, CancellationToken.None)).Value!;
        (machine.Vcpu, machine.RamMb, machine.LabelledFor).ShouldBe((2, 4096, service));
    }

    [Fact]
    public async Task The_oldest_backup_makes_room_and_one_that_is_kept_for_good_does_not()
    {
        var service = Guid.CreateVersion7();
        var place = await MakeAsync(Free + 6, service);
        var kept = Guid.CreateVersion7();
        await WaitAsync((await Provisioner.BackUpAsync(place, new BackupOrder(kept, service, null), CancellationToken.None)).Value);
        Guid[] requested = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];

        foreach (var backup in requested)
            await WaitAsync((await Provisioner.BackUpAsync(place, new BackupOrder(backup, service, 2), CancellationToken.None)).Value);

        (await Provisioner.ListBackupsAsync(place, CancellationToken.None)).Value.Select(b => b.BackupId!.Value)
            .ShouldBe([kept, requested[1], requested[2]], ignoreOrder: true);
    }

    [Fact]
    public async Task P04_a_backup_is_not_brought_back_over_a_machine_with_another_label()
    {
        var service = Guid.CreateVersion7();
        var place = await MakeAsync(Free + 7, service);
        await WaitAsync((await Provisioner.BackUpAsync(place, new BackupOrder(Guid.CreateVersion7(), service, 3), CancellationToken.None)).Value);
        var volume = (await Provisioner.ListBackupsAsync(place, CancellationToken.None)).Value[0].Volume;

        (await Provisioner.RestoreAsync(place, Guid.CreateVersion7(), volume, CancellationToken.None)).Fault.ShouldBeOfType<ProvisionerFault.Refused>();
    }

    private protected async Task<MachinePlace> MakeAsync(int vmid, Guid service)
    {
        var node = (await Provisioner.FindRoomAsync(Small, CancellationToken.None)).Value[0];
        var place = new MachinePlace(Provisioner.Cluster, node, vmid);
        await WaitAsync((await Provisioner.CloneAsync(new MachineOrder(place, service, "web1.example.com", "Debian 12"), CancellationToken.None)).Value);
        return place;
    }

    private async Task WaitAsync(ProvisionerResult<string?> asked)
    {
        if (asked.Value is { } task)
            await WaitAsync(task);
    }

    private async Task WaitAsync(string task)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var state = (await Provisioner.CheckTaskAsync(task, limit.Token)).Value;
            if (state is MachineTask.Succeeded)
                return;
            state.ShouldBeOfType<MachineTask.Running>();
            await Task.Delay(20, limit.Token);
        }
    }

    private async Task<MachineAddresses> AddressesAsync(MachinePlace place)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var answer = await Provisioner.AddressesAsync(place, limit.Token);
            if (answer.Fault is null)
                return answer.Value;
            answer.Fault.ShouldBeOfType<ProvisionerFault.NotReady>();
            await Task.Delay(20, limit.Token);
        }
    }
}
