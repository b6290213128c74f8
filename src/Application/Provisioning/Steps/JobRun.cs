using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning.Steps;

/// <summary>A worker's hold on a job: what it knows of it, and the only way to write to it.</summary>
/// <param name="again">What takes the job up again, later and anywhere.</param>
internal abstract class JobRun<TJob>(
    Guid jobId, Guid worker, IUnitOfWork uow, IStore store, IJobQueue jobs, TimeProvider clock, ProvisioningOptions options, IJobRequest again)
    where TJob : MachineJob
{
    private static readonly Error Lost = Error.Conflict("lease_lost", "Another worker has taken the job over.");
    private bool _taken;

    /// <summary>As of the last record; changes to it are written by the record methods alone.</summary>
    public TJob Job { get; private set; } = null!;

    /// <inheritdoc cref="Job" />
    public Service Service { get; private set; } = null!;

    public DateTimeOffset Now => clock.GetUtcNow();

    public TimeProvider Clock => clock;

    public ProvisioningOptions Options => options;

    /// <summary>Moves until the job stops, or has held this thread long enough and comes back later.</summary>
    public async Task WorkAsync(Func<Task<NextMove>> move, CancellationToken ct)
    {
        try
        {
            var holdUntil = Now + options.HoldFor;
            while (await move() is var next and not NextMove.Stop)
            {
                if (next is not NextMove.Pause pause)
                    continue;
                if (Now + pause.For >= holdUntil)
                {
                    await ComeBackAsync(pause.For, ct);
                    return;
                }

                await Task.Delay(pause.For, clock, ct);
            }
        }
        catch
        {
            // The retry of this very job should find it free; a killed process leaves that to the lease's end.
            await RecordAsync((job, _) => job.Release(Now), CancellationToken.None);
            throw;
        }
    }

    /// <summary>Lets the thread go and the next worker, whoever that is, take over.</summary>
    public Task<Result<Done>> ComeBackAsync(TimeSpan delay, CancellationToken ct) => RecordAsync(
        async (job, _, token) =>
        {
            job.Release(Now + delay);
            await jobs.EnqueueAsync(again, token, delay);
        },
        ct);

    public Task<Result<Done>> RecordAsync(Action<TJob, Service> change, CancellationToken ct) => RecordAsync(
        (job, service, _) =>
        {
            change(job, service);
            return Task.CompletedTask;
        },
        ct);

    /// <summary>One transaction: checks and renews the lease, then writes.</summary>
    public Task<Result<Done>> RecordAsync(Func<TJob, Service, CancellationToken, Task> change, CancellationToken ct) => uow.RunAsync<Done>(
        async token =>
        {
            var job = await store.FindLockedAsync<TJob>(jobId, token);
            // A lease that ran out may have been held and released by another worker meanwhile: what we know is stale then.
            if (job is null || (_taken ? job.LeaseOwner != worker : !MayBeTaken(job)) || !job.TryLease(worker, Now, options.Lease))
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

    /// <summary>Whether there is anything to do for a worker that comes new to the job.</summary>
    protected virtual bool MayBeTaken(TJob job) => true;
}
