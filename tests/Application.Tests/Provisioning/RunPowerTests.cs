using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Provisioning;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace EzSolutions.Application.Tests.Provisioning;

public sealed class RunPowerTests
{
    private readonly Workshop _shop = new();

    [Fact]
    public async Task A_worker_that_fails_lets_the_job_go_for_its_retry()
    {
        var job = await JobAsync();
        _shop.Provisioner.LookAsync(Workshop.Vmid, Arg.Any<CancellationToken>()).ThrowsAsync(new InvalidOperationException("a bug"));

        await Should.ThrowAsync<InvalidOperationException>(() => Handler().Handle(new RunPower(job.Id), CancellationToken.None));

        job.LeaseOwner.ShouldBeNull();
        job.IsFinished.ShouldBeFalse();
    }

    [Fact]
    public async Task P04_a_machine_without_our_label_is_not_switched()
    {
        var job = await JobAsync();
        _shop.Shows(_shop.Ours(ObservedState.Running) with { LabelledFor = null });

        await Handler().Handle(new RunPower(job.Id), CancellationToken.None);

        job.Failure.ShouldNotBeNull();
        await _shop.Provisioner.DidNotReceiveWithAnyArgs().PowerAsync(default!, default, default);
    }

    [Fact]
    public async Task What_is_reached_already_is_only_noted()
    {
        var job = await JobAsync();
        _shop.Shows(_shop.Ours(ObservedState.Stopped));

        await Handler().Handle(new RunPower(job.Id), CancellationToken.None);

        (job.IsFinished, job.Failure).ShouldBe((true, null));
        _shop.Service.Observed.ShouldBe(ObservedState.Stopped);
        await _shop.Provisioner.DidNotReceiveWithAnyArgs().PowerAsync(default!, default, default);
    }

    private async Task<PowerJob> JobAsync()
    {
        await _shop.AtAsync(ProvisioningStepName.Ready);
        _shop.Service.Activate(_shop.Clock.Now);
        var job = PowerJob.Create(_shop.Ids.NewId(), _shop.Service, PowerAction.Stop, null, "test", _shop.Clock.Now);
        _shop.Store.Add(job);
        return job;
    }

    private RunPowerHandler Handler() => new(
        _shop.Store, _shop.Store, _shop.Ids, Substitute.For<IJobQueue>(), _shop.Clock, _shop.Wrapped(), _shop.Provisioner);
}
