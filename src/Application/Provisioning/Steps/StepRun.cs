using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning.Steps;

/// <summary>A worker's hold on a job: what it knows of it, and the only way to write to it.</summary>
internal sealed class StepRun(Guid jobId, Guid worker, IUnitOfWork uow, IStore store, TimeProvider clock, ProvisioningOptions options)
{
    private static readonly Error Lost = Error.Conflict("lease_lost", "Another worker has taken the job over.");
    private bool _taken;

    /// <summary>As of the last record; changes to it are written by <see cref="RecordAsync(Action{ProvisioningJob, Service}, CancellationToken)"/> alone.</summary>
    public ProvisioningJob Job { get; private set; } = null!;

    /// <inheritdoc cref="Job" />
    public Service Service { get; private set; } = null!;

    public DateTimeOffset Now => clock.GetUtcNow();

    public TimeProvider Clock => clock;

    public ProvisioningOptions Options => options;

    public MachinePlace Place => Service.Place ?? throw new InvalidOperationException($"Service {Service.Id} has no machine yet.");

    /// <summary>Takes the lease.</summary>
    /// <returns>False when the job is finished, held by another worker, or gone.</returns>
    public async Task<bool> TakeAsync(CancellationToken ct) =>
        (await RecordAsync((_, _) => { }, ct)).IsSuccess;

    public Task<Result<Done>> RecordAsync(Action<ProvisioningJob, Service> change, CancellationToken ct) => RecordAsync(
        (job, service, _) =>
        {
            change(job, service);
            return Task.CompletedTask;
        },
        ct);

    /// <summary>One transaction: checks and renews the lease, then writes.</summary>
    public Task<Result<Done>> RecordAsync(Func<ProvisioningJob, Service, CancellationToken, Task> change, CancellationToken ct) => uow.RunAsync<Done>(
        async token =>
        {
            var job = await store.FindLockedAsync<ProvisioningJob>(jobId, token);
            // A lease that ran out may have been held and released by another worker meanwhile: what we know is stale then.
            if (job is null || (_taken && job.LeaseOwner != worker) || !job.TryLease(worker, Now, options.Lease))
                return Lost;
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
