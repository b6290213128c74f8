using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning.Steps;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Provisioning;

/// <summary>Carries out a power action and reports it; repeated or resumed, it looks for its own task first (P02).</summary>
[Access(Audience.System)]
public sealed record RunPower(Guid PowerJobId) : IReportsOwnDeath;

internal sealed class RunPowerHandler(
    IUnitOfWork uow, IStore store, IIdGenerator ids, IJobQueue jobs, TimeProvider clock, IOptions<ProvisioningOptions> options,
    IProvisioner provisioner) : IRequestHandler<RunPower, Result<Done>>
{
    internal const string DidNotWork = "The server did not carry it out. Please try again, or ask us for help.";

    private readonly Guid _worker = ids.NewId();
    private PowerJob? _job;
    private MachinePlace? _place;

    public async Task<Result<Done>> Handle(RunPower request, CancellationToken cancellationToken)
    {
        if (!await RecordAsync(request.PowerJobId, _ => { }, cancellationToken))
            return Result.Done;
        try
        {
            await WorkAsync(request.PowerJobId, cancellationToken);
            return Result.Done;
        }
        catch
        {
            // The retry of this very job should find it free; a killed process leaves that to the lease's end.
            await RecordAsync(request.PowerJobId, job => job.Release(clock.GetUtcNow()), CancellationToken.None);
            throw;
        }
    }

    private async Task WorkAsync(Guid jobId, CancellationToken ct)
    {
        var holdUntil = clock.GetUtcNow() + options.Value.HoldFor;
        while (!_job!.IsFinished)
        {
            if (await MoveAsync(_job, ct) is not { } pause)
                return;
            if (clock.GetUtcNow() + pause >= holdUntil)
            {
                await ComeBackAsync(jobId, pause, ct);
                return;
            }

            await Task.Delay(pause, clock, ct);
        }
    }

    /// <returns>How long to wait before the next look, or null when this worker is done with it.</returns>
    private async Task<TimeSpan?> MoveAsync(PowerJob job, CancellationToken ct)
    {
        if (_place is not { } place)
            return await FinishAsync(job, "The server is not there any more.", null, ct);
        if (clock.GetUtcNow() - job.CreatedAt > options.Value.PowerAtMost)
            return await FinishAsync(job, DidNotWork, null, ct);
        if (job.TaskId is { } task)
            return await FollowAsync(job, task, ct);

        var looked = await provisioner.LookAsync(place.Vmid, ct);
        if (looked.Fault is { } fault)
            return await TryAgainAsync(job, fault, ct);
        // P04: the machine under our number must carry our service's label.
        if (looked.Value is not { } machine || machine.LabelledFor != job.ServiceId)
            return await FinishAsync(job, "The server is not there any more.", null, ct);
        if (Reached(job.Action, machine.Power))
            return await FinishAsync(job, null, machine, ct);
        return await ActAsync(job, place with { Node = machine.Node }, ct);
    }

    private async Task<TimeSpan?> ActAsync(PowerJob job, MachinePlace place, CancellationToken ct)
    {
        if (job.IntentAt is { } since)
        {
            var found = await provisioner.FindPowerTaskAsync(place, job.Action, since, ct);
            if (found.Fault is { } unseen)
                return await TryAgainAsync(job, unseen, ct);
            if (found.Value is { } ours)
                return await RecordAsync(job.Id, j => j.FollowTask(ours), ct) ? TimeSpan.Zero : null;
        }

        if (!await RecordAsync(job.Id, j => j.Intend(clock.GetUtcNow()), ct))
            return null;
        var asked = await provisioner.PowerAsync(place, job.Action, ct);
        if (asked.Fault is { } fault)
            return await TryAgainAsync(job, fault, ct);
        return await RecordAsync(job.Id, j => j.FollowTask(asked.Value), ct) ? options.Value.Poll : null;
    }

    private async Task<TimeSpan?> FollowAsync(PowerJob job, string taskId, CancellationToken ct)
    {
        var task = await provisioner.CheckTaskAsync(taskId, ct);
        if (task.Fault is not null || task.Value is MachineTask.Running)
            return options.Value.Poll;
        if (task.Value is MachineTask.Failed failed)
            return await TryAgainAsync(job, failed.Fault, ct);
        var looked = await provisioner.LookAsync(_place!.Vmid, ct);
        return await FinishAsync(job, null, looked.Fault is null ? looked.Value : null, ct);
    }

    private async Task<TimeSpan?> TryAgainAsync(PowerJob job, ProvisionerFault fault, CancellationToken ct)
    {
        var attempts = 0;
        if (!await RecordAsync(job.Id, j => attempts = j.FailAttempt(), ct))
            return null;
        return fault is ProvisionerFault.Refused || attempts >= options.Value.Attempts
            ? await FinishAsync(_job!, DidNotWork, null, ct)
            : StepOutcomes.Backoff(options.Value, attempts);
    }

    private async Task<TimeSpan?> FinishAsync(PowerJob job, string? failure, MachineDetails? seen, CancellationToken ct)
    {
        await uow.RunAsync<Done>(
            async token =>
            {
                var mine = await store.FindLockedAsync<PowerJob>(job.Id, token);
                if (mine is null || mine.IsFinished || mine.LeaseOwner != _worker)
                    return Done.Value;
                if (seen is not null && await store.FindLockedAsync<Service>(job.ServiceId, token) is { } service)
                    service.Observe(seen.Power, seen.Node, clock.GetUtcNow());
                mine.Finish(clock.GetUtcNow(), failure);
                return Done.Value;
            },
            ct);
        return null;
    }

    private Task<Result<Done>> ComeBackAsync(Guid jobId, TimeSpan delay, CancellationToken ct) => uow.RunAsync<Done>(
        async token =>
        {
            if (await store.FindLockedAsync<PowerJob>(jobId, token) is not { IsFinished: false } job || job.LeaseOwner != _worker)
                return Done.Value;
            job.Release(clock.GetUtcNow() + delay);
            await jobs.EnqueueAsync(new RunPower(jobId), token, delay);
            return Done.Value;
        },
        ct);

    /// <returns>False when another worker has it, or it is finished.</returns>
    private async Task<bool> RecordAsync(Guid jobId, Action<PowerJob> change, CancellationToken ct)
    {
        var recorded = await uow.RunAsync<bool>(
            async token =>
            {
                var now = clock.GetUtcNow();
                var job = await store.FindLockedAsync<PowerJob>(jobId, token);
                // A lease that ran out may have been held and released by another worker meanwhile.
                if (job is null || (_job is not null && job.LeaseOwner != _worker) || !job.TryLease(_worker, now, options.Value.Lease))
                    return false;
                change(job);
                var service = await store.FirstOrDefaultAsync(store.Query<Service>().Where(s => s.Id == job.ServiceId), token);
                _job = job;
                _place = service?.Place;
                return true;
            },
            ct);
        return recorded.IsSuccess && recorded.Value;
    }

    private static bool Reached(PowerAction action, ObservedState power) => action switch
    {
        PowerAction.Start => power is ObservedState.Running,
        PowerAction.Stop or PowerAction.Shutdown => power is ObservedState.Stopped,
        _ => false,
    };
}
