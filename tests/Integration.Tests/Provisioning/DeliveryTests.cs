using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Support;

namespace EzSolutions.Integration.Tests.Provisioning;

[CollectionDefinition(nameof(ProvisioningWorld))]
public sealed class ProvisioningWorldDefinition : ICollectionFixture<ProvisioningWorld>;

[Collection(nameof(ProvisioningWorld))]
public sealed class DeliveryTests(ProvisioningWorld world) : IAsyncLifetime
{
    private static readonly Actor.Staff Support = new(Guid.CreateVersion7(), "Ann", new HashSet<StaffRole> { StaffRole.Support });

    public async Task InitializeAsync()
    {
        await world.NoFaultsAsync();
        world.Kill.Restart();
        world.Jobs.Clear();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_paid_order_becomes_a_running_server_with_an_address()
    {
        var order = await world.PayOrderAsync();

        await world.RunJobsAsync();

        var service = await world.ActiveServiceOfAsync(order);
        service.Observed.ShouldBe(ObservedState.Running);
        service.Ipv4.ShouldNotBeNull().ShouldStartWith("203.0.113.");
        service.HasCredentials.ShouldBeTrue();
        (await world.MachinesOfAsync(service.Id)).ShouldBe(1);
        (await world.JobOfAsync(order)).State.ShouldBe(ProvisioningJobState.Done);
        (await world.RowsAsync<Order>(all => all.Where(o => o.Id == order))).ShouldHaveSingleItem().State.ShouldBe(OrderState.Completed);
    }

    [Fact]
    public async Task P01_a_payment_that_is_rolled_back_leaves_no_service_and_no_job()
    {
        world.Kill.Arm(1);
        await Should.ThrowAsync<KilledException>(() => world.PayOrderAsync());
        world.Kill.Restart();

        world.Jobs.Take().ShouldBeNull();
    }

    [Fact]
    public async Task An_order_with_a_key_gets_no_password()
    {
        var order = await world.PayOrderAsync(sshKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG9uZUtleUZvclRlc3RzT25seU5vdFNlY3JldDEy me@example.com");

        await world.RunJobsAsync();

        var service = await world.ActiveServiceOfAsync(order);
        service.HasCredentials.ShouldBeFalse();
    }

    [Fact]
    public async Task Hosting_is_handed_to_staff_and_marked_ready_by_them()
    {
        var order = await world.PayOrderAsync(ProductType.Hosting);
        await world.RunJobsAsync();
        var service = await world.ServiceOfAsync(order);
        service.State.ShouldBe(ServiceState.Pending);
        (await world.RowsAsync<Ticket>(all => all.Where(t => t.Reference == $"fulfilment:{service.Id}"))).ShouldHaveSingleItem();

        (await world.SendAsync(new CompleteManualFulfilment(service.Id), Support)).Error.ShouldBeNull();

        (await world.ServiceOfAsync(order)).State.ShouldBe(ServiceState.Active);
    }

    [Fact]
    public async Task Somebody_elses_service_is_the_same_as_none()
    {
        var owner = Guid.CreateVersion7();
        var service = await world.ServiceOfAsync(await world.PayOrderAsync(customerId: owner));
        world.Jobs.Clear();
        var stranger = new Actor.Customer(Guid.CreateVersion7(), Guid.CreateVersion7(), Assurance.Verified);
        var customer = new Actor.Customer(owner, Guid.CreateVersion7(), Assurance.Verified);

        var foreign = (await world.SendAsync(new GetService(service.Id), stranger)).Error;

        foreign.ShouldBe((await world.SendAsync(new GetService(Guid.CreateVersion7()), stranger)).Error);
        foreign!.Kind.ShouldBe(ErrorKind.NotFound);
        (await world.SendAsync(new PowerService(service.Id, PowerAction.Reboot), stranger)).Error.ShouldBe(foreign);
        (await world.SendAsync(new GetService(service.Id), customer)).Value.Progress!.Percent.ShouldBe(0);
        (await world.SendAsync(new ListServices(new PageRequest()), stranger)).Value.Items.ShouldBeEmpty();
        (await world.SendAsync(new ListServices(new PageRequest()), customer)).Value.Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_machine_can_be_stopped_started_and_rebooted()
    {
        var owner = Guid.CreateVersion7();
        var order = await world.PayOrderAsync(customerId: owner);
        await world.RunJobsAsync();
        var service = await world.ActiveServiceOfAsync(order);
        var customer = new Actor.Customer(owner, Guid.CreateVersion7(), Assurance.Verified);

        (await world.SendAsync(new PowerService(service.Id, PowerAction.Start), customer)).Error!.Code.ShouldBe("power_action_not_possible");
        foreach (var (action, after) in new[]
        {
            (PowerAction.Reboot, ObservedState.Running), (PowerAction.Shutdown, ObservedState.Stopped), (PowerAction.Start, ObservedState.Running),
        })
        {
            (await world.SendAsync(new PowerService(service.Id, action), customer)).Value.PowerActions.ShouldBeEmpty();
            (await world.SendAsync(new PowerService(service.Id, action), customer)).Error!.Code.ShouldBe("power_action_in_progress");
            await world.RunJobsAsync();
            (await world.ServiceOfAsync(order)).Observed.ShouldBe(after);
        }

        (await world.RowsAsync<PowerJob>(all => all.Where(j => j.ServiceId == service.Id))).ShouldAllBe(j => j.Failure == null && j.IsFinished);
    }
}
