using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Support;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;

namespace EzSolutions.Integration.Tests.Provisioning;

/// <summary>P04: what the books and the provider do not agree on.</summary>
[Collection(nameof(ProvisioningWorld))]
public sealed class ReconcilerTests(ProvisioningWorld world) : IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        await world.NoFaultsAsync();
        world.Kill.Restart();
        world.Jobs.Clear();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task P04_what_an_abandoned_attempt_left_is_destroyed_on_proof_from_both_sides()
    {
        var service = await DeliveredAsync();
        // The books: this number was this service's and is not any more. The machine still carries the service's label.
        await AbandonAsync(service, formerOwner: service.Id);

        for (var run = 0; run < 100 && await world.MachinesOfAsync(service.Id) > 0; run++)
            await ReconcileAsync();

        (await world.MachinesOfAsync(service.Id)).ShouldBe(0);
        (await FindingsAsync(service.Vmid!.Value)).ShouldBeEmpty();
    }

    [Fact]
    public async Task P04_a_leftover_whose_label_names_another_service_is_reported_and_not_touched()
    {
        var service = await DeliveredAsync();
        await AbandonAsync(service, formerOwner: Guid.CreateVersion7());

        for (var run = 0; run < 3; run++)
            await ReconcileAsync();

        (await world.MachinesOfAsync(service.Id)).ShouldBe(1);
        (await FindingsAsync(service.Vmid!.Value)).ShouldHaveSingleItem().Kind.ShouldBe(MachineFindingKind.UnknownMachine);
    }

    [Fact]
    public async Task A_machine_that_is_gone_is_reported_once_and_settled_when_staff_say_so()
    {
        var service = await DeliveredAsync();
        await DestroyBehindOurBackAsync(service);

        await ReconcileAsync();
        await ReconcileAsync();

        var finding = (await FindingsAsync(service.Vmid!.Value)).ShouldHaveSingleItem();
        finding.Kind.ShouldBe(MachineFindingKind.MissingMachine);
        (await world.RowsAsync<Service>(all => all.Where(s => s.Id == service.Id)))[0].Observed.ShouldBe(ObservedState.Unknown);
        (await world.RowsAsync<Ticket>(all => all.Where(t => t.Reference == $"machine:sandbox/{service.Vmid}/MissingMachine"))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_makes_no_finding()
    {
        var service = await DeliveredAsync();
        await world.FaultAsync(new { target = "proxmox", match = "GET .*", kind = "error", status = 595 });

        (await world.SendAsync(new ReconcileMachines())).Error!.Code.ShouldBe("provider_unavailable");

        (await FindingsAsync(service.Vmid!.Value)).ShouldBeEmpty();
    }

    private async Task ReconcileAsync() => (await world.SendAsync(new ReconcileMachines())).Error.ShouldBeNull();

    private Task<List<MachineFinding>> FindingsAsync(int vmid) => world.RowsAsync<MachineFinding>(all => all.Where(f => f.Vmid == vmid));

    private async Task<Service> DeliveredAsync()
    {
        var order = await world.PayOrderAsync();
        await world.RunJobsAsync();
        return await world.ActiveServiceOfAsync(order);
    }

    private async Task AbandonAsync(Service service, Guid formerOwner) => await world.InScopeAsync(new Application.Common.Actor.System("test"), async services =>
    {
        var context = (AppDbContext)services.GetService(typeof(AppDbContext))!;
        await context.Database.ExecuteSqlAsync($"UPDATE services SET cluster = NULL, node = NULL, vmid = NULL, state = 'terminated' WHERE id = {service.Id}");
        return await context.Database.ExecuteSqlAsync(
            $"UPDATE vm_allocations SET state = 'tombstone', service_id = {formerOwner} WHERE service_id = {service.Id}");
    });

    private async Task DestroyBehindOurBackAsync(Service service) => await world.InScopeAsync(new Application.Common.Actor.System("test"), async services =>
    {
        var provisioner = (IProvisioner)services.GetService(typeof(IProvisioner))!;
        await FinishAsync(provisioner, await provisioner.PowerAsync(service.Place!, PowerAction.Stop, CancellationToken.None));
        await FinishAsync(provisioner, await provisioner.DestroyAsync(service.Place!, service.Id, CancellationToken.None));
        return true;
    });

    private static async Task FinishAsync(IProvisioner provisioner, ProvisionerResult<string> task)
    {
        while ((await provisioner.CheckTaskAsync(task.Value, CancellationToken.None)).Value is MachineTask.Running)
            await Task.Delay(20);
    }
}
