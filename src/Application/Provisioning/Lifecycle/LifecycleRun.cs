using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;

namespace EzSolutions.Application.Provisioning.Lifecycle;

/// <summary>A worker's hold on a lifecycle job: what it knows of it, and the only way to write to it.</summary>
internal sealed class LifecycleRun(Guid jobId, Guid worker, IUnitOfWork uow, IStore store, TimeProvider clock, ProvisioningOptions options)
{
    private static readonly Error Lost = Error.Conflict("lease_lost", "Another worker has taken the job over.");
    private bool _taken;

    /// <summary>As of the last record; changed by the record methods alone.</summary>
    public LifecycleJob Job { get; private set; } = null!;

    /// <inheritdoc cref="Job" />
    public Service Service { get; private set; } = null!;

    /// <summary>An earlier job of the service has to end first.</summary>
    public bool IsBlocked { get; private set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    public ProvisioningOptions Options => options;

    /// <summary>Takes the lease and sees whose turn it is.</summary>
    /// <returns>False when the job is finished, waits for staff, is held by another worker, or gone.</returns>
    public async Task<bool> TakeAsync(CancellationToken ct)
    {
        var taken = await RecordAsync(
            async (job, service, token) =>
                IsBlocked = await store.AnyAsync(
                    store.Query<LifecycleJob>().Where(
                        j => j.ServiceId == service.Id && j.Number < job.Number && j.FinishedAt == null && j.State != LifecycleJobState.AwaitingStaff),
                    token)
                    || await store.AnyAsync(store.Query<PowerJob>().Where(j => j.ServiceId == service.Id && j.FinishedAt == null), token),
            ct);
        return taken.IsSuccess && Job.State is not LifecycleJobState.AwaitingStaff;
    }

    public Task<Result<Done>> RecordAsync(Action<LifecycleJob, Service> change, CancellationToken ct) => RecordAsync(
        (job, service, _) =>
        {
            change(job, service);
            return Task.CompletedTask;
        },
        ct);

    /// <summary>One transaction: checks and renews the lease, then writes.</summary>
    public Task<Result<Done>> RecordAsync(Func<LifecycleJob, Service, CancellationToken, Task> change, CancellationToken ct) => uow.RunAsync<Done>(
        async token =>
        {
            var job = await store.FindLockedAsync<LifecycleJob>(jobId, token);
            // A lease that ran out may have been held and released by another worker meanwhile: what we know is stale then.
            if (job is null || (_taken && job.LeaseOwner != worker) || (!_taken && job.State is LifecycleJobState.AwaitingStaff)
                || !job.TryLease(worker, Now, options.Lease))
            {
                return Lost;
            }

            var service = await store.FindLockedAsync<Service>(job.ServiceId, token)
                ?? throw new InvalidOperationException($"Job {jobId} has no service.");
            await change(job, service, token);
            _taken = true;
            Job = job;
            Service = service;
            return Done.Value;
        },
        ct);
}
