using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning.Lifecycle;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;

namespace EzSolutions.Application.Provisioning;

/// <summary>P06: a job that our own code could not carry through is undone, and if that fails too, closed with a ticket.</summary>
internal sealed class DeadProvisioningJobs(IStore store, IJobQueue jobs, TimeProvider clock, Compensation compensation, LifecycleEndings endings) : IDeadJobHandler
{
    public Task HandleAsync(DeadJob job, CancellationToken ct) => job.Request switch
    {
        RunProvisioning provisioning => ProvisioningAsync(provisioning.JobId, job, ct),
        RunPower power => PowerAsync(power.PowerJobId, ct),
        RunLifecycle lifecycle => LifecycleAsync(lifecycle.JobId, job, ct),
        _ => Task.CompletedTask,
    };

    private async Task ProvisioningAsync(Guid jobId, DeadJob dead, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await store.FindLockedAsync<ProvisioningJob>(jobId, ct) is not { IsFinished: false } job)
            return;
        if (job.State is not ProvisioningJobState.Compensating)
        {
            job.GiveUp(now, $"It failed inside our own program {dead.Attempts} times: {dead.LastError.Message}");
            job.Release(now);
            await jobs.EnqueueAsync(new RunProvisioning(job.Id), ct);
            return;
        }

        var service = await store.FindLockedAsync<Service>(job.ServiceId, ct)
            ?? throw new InvalidOperationException($"Job {jobId} has no service.");
        await compensation.CloseAsync(
            job, service, now, $"Undoing failed inside our own program: {dead.LastError.Message}", MachineFindingKind.UnknownMachine, ct);
    }

    private async Task PowerAsync(Guid powerJobId, CancellationToken ct)
    {
        if (await store.FindLockedAsync<PowerJob>(powerJobId, ct) is { IsFinished: false } job)
            job.Finish(clock.GetUtcNow(), RunPowerHandler.DidNotWork);
    }

    private async Task LifecycleAsync(Guid jobId, DeadJob dead, CancellationToken ct)
    {
        if (await store.FindLockedAsync<LifecycleJob>(jobId, ct) is not { IsFinished: false } job)
            return;
        var service = await store.FindLockedAsync<Service>(job.ServiceId, ct)
            ?? throw new InvalidOperationException($"Job {jobId} has no service.");
        await endings.GiveUpAsync(job, service, $"It failed inside our own program {dead.Attempts} times: {dead.LastError.Message}", ct);
    }
}
