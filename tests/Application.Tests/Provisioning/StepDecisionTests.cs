using EzSolutions.Application.Provisioning;
using EzSolutions.Application.Provisioning.Steps;
using EzSolutions.Domain.Provisioning;
using NSubstitute;

namespace EzSolutions.Application.Tests.Provisioning;

public sealed class StepDecisionTests
{
    private readonly Workshop _shop = new();

    [Fact]
    public async Task A_machine_that_runs_is_not_started_again()
    {
        _shop.Shows(_shop.Ours(ObservedState.Running));
        var run = await _shop.AtAsync(ProvisioningStepName.Start);

        (await new StartStep(_shop.Provisioner).RunAsync(run, CancellationToken.None)).ShouldBeOfType<StepResult.Completed>();

        await _shop.Provisioner.DidNotReceiveWithAnyArgs().PowerAsync(default!, default, default);
    }

    [Fact]
    public async Task An_address_is_waited_for_and_given_up_in_time()
    {
        _shop.Provisioner.AddressesAsync(Arg.Any<MachinePlace>(), Arg.Any<CancellationToken>())
            .Returns(Task.FromResult<ProvisionerResult<MachineAddresses>>(new ProvisionerFault.NotReady("agent")));
        var run = await _shop.AtAsync(ProvisioningStepName.WaitForAddress);
        var step = new WaitForAddressStep(_shop.Provisioner);

        (await step.RunAsync(run, CancellationToken.None)).ShouldBeOfType<StepResult.Wait>();
        _shop.Clock.Now += _shop.Options.AddressAtMost + TimeSpan.FromSeconds(1);
        (await step.RunAsync(run, CancellationToken.None)).ShouldBeOfType<StepResult.GiveUp>();
    }

    [Fact]
    public async Task Nodes_are_tried_one_after_the_other_and_then_all_again()
    {
        _shop.Provisioner.FindRoomAsync(Arg.Any<ServiceSpecs>(), Arg.Any<CancellationToken>())
            .Returns(Task.FromResult<ProvisionerResult<IReadOnlyList<string>>>(new List<string> { "pve1", "pve2" }));
        var run = await _shop.AtAsync(ProvisioningStepName.ReserveCapacity);
        var step = new ReserveCapacityStep(_shop.Provisioner);
        foreach (var expected in new[] { "pve1", "pve2" })
        {
            await _shop.Outcomes().ApplyAsync(run, await step.RunAsync(run, CancellationToken.None), CancellationToken.None);
            _shop.Job.Node.ShouldBe(expected);
            _shop.Job.TakeAnotherNode(_shop.Clock.Now, "full");
        }

        (await step.RunAsync(run, CancellationToken.None)).ShouldBeOfType<StepResult.Retry>();

        _shop.Job.NodesTried.ShouldBeEmpty();
    }

    [Fact]
    public async Task P06_the_last_failed_try_is_followed_by_undoing()
    {
        var run = await _shop.AtAsync(ProvisioningStepName.Start);
        var outcomes = _shop.Outcomes();
        for (var tried = 1; tried < _shop.Options.Attempts; tried++)
            (await outcomes.ApplyAsync(run, new StepResult.Retry("no"), CancellationToken.None)).ShouldBeOfType<NextMove.Pause>();

        (await outcomes.ApplyAsync(run, new StepResult.Retry("no"), CancellationToken.None)).ShouldBeOfType<NextMove.GoOn>();

        _shop.Job.State.ShouldBe(ProvisioningJobState.Compensating);
    }

    [Fact]
    public async Task A_wait_costs_no_try_until_it_has_lasted_too_long()
    {
        var run = await _shop.AtAsync(ProvisioningStepName.Start);
        (await _shop.Outcomes().ApplyAsync(run, new StepResult.Wait("the start"), CancellationToken.None)).ShouldBeOfType<NextMove.Pause>().For.ShouldBe(_shop.Options.Poll);
        _shop.Job.Current.Attempts.ShouldBe(0);

        _shop.Clock.Now += _shop.Options.StepAtMost + TimeSpan.FromSeconds(1);
        await _shop.Outcomes().ApplyAsync(run, new StepResult.Wait("the start"), CancellationToken.None);

        _shop.Job.Current.Attempts.ShouldBe(1);
    }

    [Theory]
    [InlineData(1, 4, 6)]
    [InlineData(3, 16, 24)]
    [InlineData(30, 240, 360)]
    public void Pauses_double_with_jitter_up_to_the_longest(int attempts, int atLeast, int atMost)
    {
        var pause = StepOutcomes.Backoff(new ProvisioningOptions(), attempts);

        pause.ShouldBeInRange(TimeSpan.FromSeconds(atLeast), TimeSpan.FromSeconds(atMost));
    }

    [Fact]
    public void Faults_mean_what_their_kind_says()
    {
        StepResult.From(new ProvisionerFault.Taken("t")).ShouldBeOfType<StepResult.Retry>();
        StepResult.From(new ProvisionerFault.NoRoom("n")).ShouldBeOfType<StepResult.AnotherNode>();
        StepResult.From(new ProvisionerFault.NotReady("r")).ShouldBeOfType<StepResult.Wait>();
        StepResult.From(new ProvisionerFault.Refused("x")).ShouldBeOfType<StepResult.GiveUp>();
        StepResult.From(new ProvisionerFault.Unknown("u")).ShouldBeOfType<StepResult.Retry>();
    }
}
