using EzSolutions.Application.Provisioning;
using EzSolutions.Application.Provisioning.Lifecycle;
using EzSolutions.Application.Provisioning.Lifecycle.Steps;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;
using NSubstitute;

namespace EzSolutions.Application.Tests.Provisioning;

public sealed class DestroyStepTests
{
    private readonly Workshop _shop = new();

    [Theory]
    [InlineData(BackupState.Running)]
    [InlineData(BackupState.Failed)]
    [InlineData(BackupState.Removed)]
    [InlineData(null)]
    public async Task O06_without_the_success_record_of_the_final_backup_nothing_is_destroyed(BackupState? state)
    {
        var run = await RunAsync(state);

        (await Step().RunAsync(run, CancellationToken.None)).ShouldBeOfType<LifecycleResult.GiveUp>();

        await _shop.Provisioner.DidNotReceiveWithAnyArgs().DestroyAsync(default!, default, default);
    }

    [Fact]
    public async Task With_it_the_intent_is_written_down_and_the_machine_destroyed()
    {
        var run = await RunAsync(BackupState.Done);
        _shop.Provisioner.DestroyAsync(default!, default, default).ReturnsForAnyArgs(_ =>
        {
            // P02: the intent is durable before the call.
            run.Job.Current.IntentAt.ShouldNotBeNull();
            return Task.FromResult<ProvisionerResult<string>>("UPID:pve1:1");
        });

        (await Step().RunAsync(run, CancellationToken.None)).ShouldBeOfType<LifecycleResult.Wait>();

        run.Job.Current.TaskId.ShouldBe("UPID:pve1:1");
    }

    [Fact]
    public async Task P04_a_machine_without_our_label_is_left_alone()
    {
        var run = await RunAsync(BackupState.Done);
        _shop.Shows(_shop.Ours() with { LabelledFor = Guid.CreateVersion7() });

        (await Step().RunAsync(run, CancellationToken.None)).ShouldBeOfType<LifecycleResult.GiveUp>();

        await _shop.Provisioner.DidNotReceiveWithAnyArgs().DestroyAsync(default!, default, default);
    }

    [Fact]
    public async Task What_is_gone_already_is_destroyed()
    {
        var run = await RunAsync(BackupState.Done);
        _shop.Shows(null);

        (await Step().RunAsync(run, CancellationToken.None)).ShouldBeOfType<LifecycleResult.Completed>();
    }

    private DestroyStep Step() => new(_shop.Provisioner, _shop.Store);

    private async Task<LifecycleRun> RunAsync(BackupState? state)
    {
        await _shop.AtAsync(ProvisioningStepName.Ready);
        _shop.Service.Activate(_shop.Clock.Now);
        _shop.Service.BeginTermination(TerminationReason.Cancelled);
        var backup = ServiceBackup.Begin(_shop.Ids.NewId(), _shop.Service, BackupPurpose.Final, _shop.Clock.Now);
        if (state is BackupState.Done or BackupState.Removed)
            backup.Complete("local:backup/a", "pve1", 1, _shop.Clock.Now);
        if (state is BackupState.Removed)
            backup.Remove();
        if (state is BackupState.Failed)
            backup.Fail(_shop.Clock.Now);
        if (state is not null)
            _shop.Store.Add(backup);
        var job = LifecycleJob.Create(
            _shop.Ids.NewId(), _shop.Service, 1, LifecycleKind.Terminate, new LifecycleDetails(null, "test", "", backup.Id), _shop.Clock.Now);
        _shop.Store.Add(job);
        while (job.Current.Name is not LifecycleStepName.Destroy)
        {
            job.BeginStep(_shop.Clock.Now);
            job.CompleteStep(_shop.Clock.Now);
        }

        job.BeginStep(_shop.Clock.Now);
        _shop.Shows(_shop.Ours());
        var run = new LifecycleRun(job.Id, _shop.Ids.NewId(), _shop.Store, _shop.Store, new NoJobs(), _shop.Clock, _shop.Options);
        (await run.TakeAsync(CancellationToken.None)).ShouldBeTrue();
        return run;
    }
}
