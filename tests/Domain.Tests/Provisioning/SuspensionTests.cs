using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;

namespace EzSolutions.Domain.Tests.Provisioning;

public sealed class SuspensionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void O07_each_reason_is_lifted_on_its_own()
    {
        var service = Active();
        Suspend(service, SuspensionReason.NonPayment).ShouldBeTrue();
        Suspend(service, SuspensionReason.Abuse).ShouldBeTrue();
        Suspend(service, SuspensionReason.Abuse).ShouldBeFalse();

        service.Unsuspend(SuspensionReason.Staff, Now).Value.ShouldBeFalse();
        service.Unsuspend(SuspensionReason.NonPayment, Now).Value.ShouldBeFalse();
        service.State.ShouldBe(ServiceState.Suspended);
        service.Unsuspend(SuspensionReason.Abuse, Now).Value.ShouldBeTrue();

        (service.State, service.SuspendedAt).ShouldBe((ServiceState.Active, null));
        service.TakeDomainEvents().OfType<ServiceUnsuspended>().ShouldHaveSingleItem().Reason.ShouldBe(SuspensionReason.Abuse);
    }

    [Fact]
    public void It_is_suspended_since_the_first_reason()
    {
        var service = Active();
        Suspend(service, SuspensionReason.NonPayment);

        service.Suspend(Guid.CreateVersion7(), SuspensionReason.Staff, "x", "staff", Now.AddDays(2));

        service.SuspendedAt.ShouldBe(Now);
    }

    [Theory]
    [InlineData(SuspensionReason.NonPayment, "paid")]
    [InlineData(SuspensionReason.Abuse, "ticket")]
    public void Power_is_refused_while_suspended_with_a_way_on(SuspensionReason reason, string words)
    {
        var service = Active();
        Suspend(service, reason);

        service.Refuses(PowerAction.Start)!.ShouldSatisfyAllConditions(e => e.Code.ShouldBe("service_suspended"), e => e.Message.ShouldContain(words));
        service.PossibleActions().ShouldBeEmpty();
    }

    [Fact]
    public void O06_an_end_is_wanted_first_and_confirmed_later()
    {
        var service = Active();
        service.BeginTermination(TerminationReason.Cancelled).Value.ShouldBeTrue();
        service.BeginTermination(TerminationReason.Abuse).Value.ShouldBeFalse();
        service.State.ShouldBe(ServiceState.Terminating);
        Suspend(service, SuspensionReason.Staff, "service_not_active");

        service.Terminate(Now);

        (service.State, service.Place).ShouldBe((ServiceState.Terminated, null));
        service.TakeDomainEvents().OfType<ServiceTerminated>().ShouldHaveSingleItem().Reason.ShouldBe(TerminationReason.Cancelled);
        Should.Throw<InvalidOperationException>(() => service.Terminate(Now));
    }

    [Fact]
    public void Nothing_pending_is_suspended_or_ended()
    {
        var service = Make.Service();

        Suspend(service, SuspensionReason.Staff, "service_not_active");
        service.BeginTermination(TerminationReason.Staff).Error!.Code.ShouldBe("service_pending");
    }

    [Fact]
    public void A_disk_never_shrinks_and_the_rest_may()
    {
        var service = Active();
        var disk = service.DiskGb!.Value;

        service.ChangePlan("vps-x", "VPS X", new ServiceSpecs(64, 32, disk - 1)).Error!.Code.ShouldBe("disk_cannot_shrink");
        service.ChangePlan("vps-y", "VPS Y", new ServiceSpecs(1, 1, disk)).Error.ShouldBeNull();

        (service.ProductCode, service.RamGb, service.Vcpu, service.DiskGb).ShouldBe(("vps-y", 1, 1, disk));
    }

    [Fact]
    public void Every_kind_of_job_ends_with_the_books_and_an_end_is_backed_up_before_it_destroys()
    {
        foreach (var kind in Enum.GetValues<LifecycleKind>())
        {
            LifecycleSteps.Of(kind)[0].ShouldBe(LifecycleStepName.FindMachine);
            LifecycleSteps.Of(kind)[^1].ShouldBe(LifecycleStepName.Close);
        }

        var end = LifecycleSteps.Of(LifecycleKind.Terminate).ToList();
        end.IndexOf(LifecycleStepName.BackUp).ShouldBeLessThan(end.IndexOf(LifecycleStepName.Destroy));
    }

    [Fact]
    public void A_failed_job_goes_on_where_it_stopped()
    {
        var job = LifecycleJob.Create(
            Guid.CreateVersion7(), Active(), 1, LifecycleKind.Terminate, new LifecycleDetails(null, "system:test", "x", Guid.CreateVersion7()), Now);
        job.BeginStep(Now);
        job.CompleteStep(Now);
        job.BeginStep(Now);
        job.FailAttempt(Now, "no");
        job.GiveUp(Now, "no");
        job.IsFinished.ShouldBeTrue();

        job.Resume(Now, "Ann");

        (job.State, job.Current.Name, job.Current.Attempts).ShouldBe((LifecycleJobState.Running, LifecycleStepName.BackUp, 0));
        job.Steps[0].State.ShouldBe(ProvisioningStepState.Done);
    }

    [Fact]
    public void The_first_intent_of_a_step_stands()
    {
        var job = LifecycleJob.Create(Guid.CreateVersion7(), Active(), 1, LifecycleKind.BackUp, new LifecycleDetails(null, "system:test", "x"), Now);
        job.BeginStep(Now);
        job.Intend(Now, "once");

        job.Intend(Now.AddMinutes(1), "again");

        // P02: an earlier try whose answer was lost is looked for since then.
        job.Current.IntentAt.ShouldBe(Now);
    }

    private static bool Suspend(Service service, SuspensionReason reason) =>
        service.Suspend(Guid.CreateVersion7(), reason, "note", "system:test", Now).Value;

    private static void Suspend(Service service, SuspensionReason reason, string refusedWith) =>
        service.Suspend(Guid.CreateVersion7(), reason, "note", "system:test", Now).Error!.Code.ShouldBe(refusedWith);

    private static Service Active()
    {
        var service = Make.Service();
        service.PlaceAt(new MachinePlace("lab", "pve1", 20_000));
        service.Activate(Now);
        return service;
    }
}
