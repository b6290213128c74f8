using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning.Lifecycle;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;
using MediatR;

namespace EzSolutions.Application.Provisioning;

/// <summary>Sweeps up what a crash left behind: jobs that are due and that nobody works on. Also lets numbers out of quarantine.</summary>
[Access(Audience.System)]
public sealed record ResumeProvisioning : IJobRequest, ICommandMarker;

internal sealed class ResumeProvisioningHandler(IStore store, IJobQueue jobs, TimeProvider clock) : IRequestHandler<ResumeProvisioning, Result<Done>>
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private const int AtOnce = 100;

    public async Task<Result<Done>> Handle(ResumeProvisioning request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = now - Grace;
        var stale = await store.ListAsync(
            store.Query<ProvisioningJob>()
                .Where(j => j.State != ProvisioningJobState.Done && j.State != ProvisioningJobState.Failed)
                .Where(j => j.NextRunAt < due && (j.LockedUntil == null || j.LockedUntil < now))
                .OrderBy(j => j.NextRunAt).Take(AtOnce).Select(j => j.Id),
            cancellationToken);
        foreach (var id in stale)
            await jobs.EnqueueAsync(new RunProvisioning(id), cancellationToken);

        var stalePower = await store.ListAsync(
            store.Query<PowerJob>()
                .Where(j => j.FinishedAt == null && j.NextRunAt < due && (j.LockedUntil == null || j.LockedUntil < now))
                .OrderBy(j => j.NextRunAt).Take(AtOnce).Select(j => j.Id),
            cancellationToken);
        foreach (var id in stalePower)
            await jobs.EnqueueAsync(new RunPower(id), cancellationToken);

        var staleLifecycle = await store.ListAsync(
            store.Query<LifecycleJob>()
                .Where(j => j.FinishedAt == null && j.State != LifecycleJobState.AwaitingStaff)
                .Where(j => j.NextRunAt < due && (j.LockedUntil == null || j.LockedUntil < now))
                .OrderBy(j => j.NextRunAt).Take(AtOnce).Select(j => j.Id),
            cancellationToken);
        foreach (var id in staleLifecycle)
            await jobs.EnqueueAsync(new RunLifecycle(id), cancellationToken);

        var free = await store.FindAllAsync<VmAllocation>(
            a => a.State == VmAllocationState.Tombstone && a.QuarantinedUntil < now, cancellationToken);
        foreach (var allocation in free)
            store.Remove(allocation);
        return Result.Done;
    }
}
