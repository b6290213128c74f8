using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Domain.Tests.Provisioning;

public sealed class ServiceTests
{
    [Fact]
    public void Becomes_active_once_and_says_so()
    {
        var service = Make.Active();

        service.State.ShouldBe(ServiceState.Active);
        service.Observed.ShouldBe(ObservedState.Running);
        service.TakeDomainEvents().OfType<ServiceReady>().ShouldHaveSingleItem().ServiceId.ShouldBe(service.Id);
        Should.Throw<InvalidOperationException>(() => service.Activate(Make.Noon));
    }

    [Theory]
    [InlineData(BillingCycle.Monthly, 4, 1)]
    [InlineData(BillingCycle.Quarterly, 6, 1)]
    [InlineData(BillingCycle.Annual, 3, 1)]
    public void Is_due_again_after_its_cycle(BillingCycle cycle, int month, int day)
    {
        var due = Make.Service(cycle: cycle).NextDueAt;

        (due.Month, due.Day).ShouldBe((month, day));
    }

    [Fact]
    public void P07_password_is_taken_once_and_erased()
    {
        var service = Make.Active();

        service.TakePassword(Make.Noon).Value.ShouldBe([1, 2, 3]);

        service.SealedPassword.ShouldBeNull();
        service.TakePassword(Make.Noon).Error.ShouldBe(ServiceErrors.CredentialsGone);
    }

    [Fact]
    public void Without_a_password_there_is_nothing_to_show()
    {
        var service = Make.Service("ssh-ed25519 AAAA");

        service.TakePassword(Make.Noon).Error.ShouldBe(ServiceErrors.CredentialsNotFound);
    }

    [Theory]
    [InlineData(ObservedState.Running, PowerAction.Start, false)]
    [InlineData(ObservedState.Running, PowerAction.Reboot, true)]
    [InlineData(ObservedState.Running, PowerAction.Stop, true)]
    [InlineData(ObservedState.Running, PowerAction.Shutdown, true)]
    [InlineData(ObservedState.Stopped, PowerAction.Start, true)]
    [InlineData(ObservedState.Stopped, PowerAction.Stop, false)]
    [InlineData(ObservedState.Stopped, PowerAction.Reboot, false)]
    [InlineData(ObservedState.Unknown, PowerAction.Start, false)]
    public void Power_actions_fit_the_observed_state(ObservedState observed, PowerAction action, bool possible)
    {
        var service = Make.Active();
        service.Observe(observed, "pve1", Make.Noon);

        var refused = service.Refuses(action);

        (refused is null).ShouldBe(possible);
        (refused?.Code ?? "power_action_not_possible").ShouldBe("power_action_not_possible");
    }

    [Fact]
    public void A_service_that_is_not_active_has_no_power_switch()
    {
        Make.Service().Refuses(PowerAction.Start).ShouldBe(ServiceErrors.NotActive);
        Make.Service().PossibleActions().ShouldBeEmpty();
    }

    [Fact]
    public void A_failed_service_forgets_its_machine_and_can_be_tried_again()
    {
        var service = Make.Service();
        service.PlaceAt(new MachinePlace("lab", "pve1", 20_000));
        service.KeepCredentials([1], [2]);

        service.Fail("No room.");

        service.Place.ShouldBeNull();
        service.HasCredentials.ShouldBeFalse();
        service.TakeDomainEvents().OfType<ServiceFailed>().ShouldHaveSingleItem().Reason.ShouldBe("No room.");
        service.Reopen();
        service.State.ShouldBe(ServiceState.Pending);
    }

    [Fact]
    public void A_machine_without_an_address_is_refused() =>
        Should.Throw<InvalidOperationException>(() => Make.Service().SetAddresses(null, null));
}
