using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning.Steps;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;

namespace EzSolutions.Application.Provisioning.Lifecycle;

/// <summary>A worker's hold on a lifecycle job.</summary>
internal sealed class LifecycleRun(Guid jobId, Guid worker, IUnitOfWork uow, IStore store, IJobQueue jobs, TimeProvider clock, ProvisioningOptions options)
    : JobRun<LifecycleJob>(jobId, worker, uow, store, jobs, clock, options, new RunLifecycle(jobId))
{
    private readonly IStore _store = store;

    /// <summary>An earlier job of the service has to end first.</summary>
    public bool IsBlocked { get; private set; }

    /// <summary>Takes the lease and sees whose turn it is.</summary>
    /// <returns>False when the job is finished, waits for staff, is held by another worker, or gone.</returns>
    public async Task<bool> TakeAsync(CancellationToken ct)
    {
        var taken = await RecordAsync(
            async (job, service, token) =>
                IsBlocked = await _store.AnyAsync(
                    _store.Query<LifecycleJob>().Where(
                        j => j.ServiceId == service.Id && j.Number < job.Number && j.FinishedAt == null && j.State != LifecycleJobState.AwaitingStaff),
                    token)
                    || await _store.AnyAsync(_store.Query<PowerJob>().Where(j => j.ServiceId == service.Id && j.FinishedAt == null), token),
            ct);
        return taken.IsSuccess;
    }

    protected override bool MayBeTaken(LifecycleJob job) => job.State is not LifecycleJobState.AwaitingStaff;
}
