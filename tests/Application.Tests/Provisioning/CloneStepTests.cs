using EzSolutions.Application.Provisioning;
using EzSolutions.Application.Provisioning.Steps;
using EzSolutions.Domain.Provisioning;
using NSubstitute;

namespace EzSolutions.Application.Tests.Provisioning;

public sealed class CloneStepTests
{
    private readonly Workshop _shop = new();

    [Fact]
    public async Task P02_the_intent_is_written_before_the_provider_is_asked()
    {
        _shop.Shows(null);
        DateTimeOffset? writtenWhenAsked = null;
        _shop.Provisioner.CloneAsync(Arg.Any<MachineOrder>(), Arg.Any<CancellationToken>()).Returns(_ =>
        {
            writtenWhenAsked = _shop.Job.Current.IntentAt;
            _shop.Store.IsActive.ShouldBeFalse();
            return Task.FromResult<ProvisionerResult<string>>("UPID:1");
        });

        (await RunAsync()).ShouldBeOfType<StepResult.Wait>();

        writtenWhenAsked.ShouldBe(_shop.Clock.Now);
        _shop.Job.Current.TaskId.ShouldBe("UPID:1");
    }

    [Fact]
    public async Task P03_a_number_in_use_before_we_asked_for_it_is_left_alone()
    {
        // Somebody else's copy to that very number is running.
        _shop.Shows(Workshop.BeingCopied());
        Copying(true);

        (await RunAsync()).ShouldBeOfType<StepResult.AnotherVmid>().StuckClone.ShouldBeFalse();

        await _shop.Provisioner.DidNotReceiveWithAnyArgs().CloneAsync(default!, default);
    }

    [Fact]
    public async Task P02_a_copy_that_is_there_with_our_label_is_not_made_again()
    {
        _shop.Shows(_shop.Ours());

        (await RunAsync(asked: true)).ShouldBeOfType<StepResult.Completed>();

        await _shop.Provisioner.DidNotReceiveWithAnyArgs().CloneAsync(default!, default);
    }

    [Fact]
    public async Task A_machine_without_our_label_under_our_number_is_somebody_elses()
    {
        _shop.Shows(_shop.Ours() with { LabelledFor = Guid.CreateVersion7() });

        (await RunAsync(asked: true)).ShouldBeOfType<StepResult.AnotherVmid>();
    }

    [Fact]
    public async Task A_copy_under_way_is_waited_for()
    {
        _shop.Shows(Workshop.BeingCopied());
        Copying(true);

        (await RunAsync(asked: true)).ShouldBeOfType<StepResult.Wait>();
    }

    [Fact]
    public async Task A_lock_that_no_running_copy_holds_is_given_up_with_its_number_and_reported()
    {
        _shop.Shows(Workshop.BeingCopied());
        Copying(false);
        var run = await _shop.AtAsync(ProvisioningStepName.Clone);
        _shop.Job.Intend(_shop.Clock.Now, "copy");

        var result = await new CloneStep(_shop.Provisioner).RunAsync(run, CancellationToken.None);

        result.ShouldBeOfType<StepResult.AnotherVmid>().StuckClone.ShouldBeTrue();
        (await _shop.Outcomes().ApplyAsync(run, result, CancellationToken.None)).ShouldBeOfType<NextMove.GoOn>();
        _shop.Store.Query<VmAllocation>().ShouldHaveSingleItem().State.ShouldBe(VmAllocationState.Tombstone);
        _shop.Store.Query<MachineFinding>().ShouldHaveSingleItem().Kind.ShouldBe(MachineFindingKind.StuckClone);
        _shop.Job.Current.Name.ShouldBe(ProvisioningStepName.AllocateId);
        _shop.Job.Vmid.ShouldBeNull();
    }

    [Fact]
    public async Task A_copy_that_ends_between_two_looks_is_not_taken_for_a_killed_one()
    {
        _shop.Provisioner.LookAsync(Workshop.Vmid, Arg.Any<CancellationToken>()).Returns(
            Task.FromResult<ProvisionerResult<MachineDetails?>>(Workshop.BeingCopied()), Task.FromResult<ProvisionerResult<MachineDetails?>>(_shop.Ours()));
        Copying(false);

        (await RunAsync(asked: true)).ShouldBeOfType<StepResult.Wait>();
    }

    [Fact]
    public async Task P05_what_is_not_known_is_looked_at_again_and_nothing_is_made()
    {
        _shop.Provisioner.LookAsync(Workshop.Vmid, Arg.Any<CancellationToken>())
            .Returns(Task.FromResult<ProvisionerResult<MachineDetails?>>(new ProvisionerFault.Unknown("595")));

        (await RunAsync()).ShouldBeOfType<StepResult.Retry>();

        await _shop.Provisioner.DidNotReceiveWithAnyArgs().CloneAsync(default!, default);
    }

    [Fact]
    public async Task A_worker_whose_lease_went_to_another_does_nothing_any_more()
    {
        _shop.Shows(null);
        var run = await _shop.AtAsync(ProvisioningStepName.Clone);
        _shop.Clock.Now += _shop.Options.Lease;
        _shop.Job.TryLease(Guid.CreateVersion7(), _shop.Clock.Now, _shop.Options.Lease).ShouldBeTrue();

        (await new CloneStep(_shop.Provisioner).RunAsync(run, CancellationToken.None)).ShouldBeOfType<StepResult.LeaseLost>();

        await _shop.Provisioner.DidNotReceiveWithAnyArgs().CloneAsync(default!, default);
    }

    private void Copying(bool still) =>
        _shop.Provisioner.IsCloningAsync(Arg.Any<DateTimeOffset>(), Arg.Any<CancellationToken>()).Returns(Task.FromResult<ProvisionerResult<bool>>(still));

    private async Task<StepResult> RunAsync(bool asked = false)
    {
        var run = await _shop.AtAsync(ProvisioningStepName.Clone);
        if (asked)
            _shop.Job.Intend(_shop.Clock.Now, "copy");
        return await new CloneStep(_shop.Provisioner).RunAsync(run, CancellationToken.None);
    }
}
