using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning.Steps;
using EzSolutions.Application.Support;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Provisioning.Lifecycle;

/// <summary>Records what a step came to, says what follows from it, and tells staff when a job is given up (P06).</summary>
internal sealed class LifecycleEndings(
    IStore store, IIdGenerator ids, IJobQueue jobs, IMediator mediator, TimeProvider clock, IOptions<ProvisioningOptions> options)
{
    private const int LogLines = 60;
    private static readonly NextMove Stop = new NextMove.Stop();

    public async Task<NextMove> ApplyAsync(LifecycleRun run, LifecycleResult result, CancellationToken ct) => result switch
    {
        LifecycleResult.Completed done => await CompleteAsync(run, done, ct),
        LifecycleResult.Wait wait when run.Now - run.Job.Current.StartedAt > AtMost(run.Job.Current.Name) =>
            await TryAgainAsync(run, $"Waited too long for {wait.For}.", ct),
        LifecycleResult.Wait => new NextMove.Pause(options.Value.Poll),
        LifecycleResult.Retry retry => await TryAgainAsync(run, retry.Reason, ct),
        LifecycleResult.GiveUp hopeless => await StopAsync(run, (job, service, token) => GiveUpAsync(job, service, hopeless.Reason, token), ct),
        LifecycleResult.NotWanted not => await StopAsync(run, (job, _, token) => EndEarlyAsync(job, not.Why, token), ct),
        LifecycleResult.AskStaff => await StopAsync(run, AskStaffAsync, ct),
        LifecycleResult.LeaseLost => Stop,
        _ => throw new InvalidOperationException($"Unknown step result {result}."),
    };

    /// <summary>Ends a job that does not work: what was switched off for it is switched on again, staff get a ticket with the log. Inside the caller's unit of work.</summary>
    public async Task GiveUpAsync(LifecycleJob job, Service service, string reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        job.GiveUp(now, reason);
        await FailBackupAsync(job, now, ct);
        if (job is { Kind: LifecycleKind.Resize or LifecycleKind.ResetPassword, WasRunning: true } && service.State is ServiceState.Active)
        {
            var start = PowerJob.Create(ids.NewId(), service, PowerAction.Start, null, "system:lifecycle", now);
            store.Add(start);
            await jobs.EnqueueAsync(new RunPower(start.Id), ct);
        }

        await mediator.Send(
            new OpenStaffTicket(
                $"{service.Label}: {InPlainWords(job.Kind)} did not work",
                $"{reason}\n\n{string.Join('\n', job.Log.TakeLast(LogLines))}",
                $"lifecycle:{job.Id}",
                ServiceId: service.Id),
            ct);
    }

    private async Task AskStaffAsync(LifecycleJob job, Service service, CancellationToken ct)
    {
        job.AwaitStaff(clock.GetUtcNow());
        await mediator.Send(
            new OpenStaffTicket(
                $"{service.Label}: {InPlainWords(job.Kind)} by hand",
                $"{service.ProductName} ({service.Label}) is looked after by hand.\n{job.Log[0]}\nSay that it is done when it is.",
                $"lifecycle:{job.Id}",
                ServiceId: service.Id),
            ct);
    }

    private async Task EndEarlyAsync(LifecycleJob job, string why, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        job.EndEarly(now, why);
        await FailBackupAsync(job, now, ct);
    }

    /// <summary>The backup that the job was to make is not made; one that is complete stays so.</summary>
    private async Task FailBackupAsync(LifecycleJob job, DateTimeOffset now, CancellationToken ct)
    {
        if (job.Kind is LifecycleKind.BackUp or LifecycleKind.Terminate && job.BackupId is { } backupId
            && await store.FindLockedAsync<ServiceBackup>(backupId, ct) is { } backup)
        {
            backup.Fail(now);
        }
    }

    private static async Task<NextMove> CompleteAsync(LifecycleRun run, LifecycleResult.Completed done, CancellationToken ct)
    {
        var recorded = await run.RecordAsync(
            async (job, service, token) =>
            {
                if (done.Effect is { } effect)
                    await effect(job, service, token);
                job.CompleteStep(run.Now, done.Note);
            },
            ct);
        return recorded.IsSuccess && !run.Job.IsFinished ? new NextMove.GoOn() : Stop;
    }

    private async Task<NextMove> TryAgainAsync(LifecycleRun run, string reason, CancellationToken ct)
    {
        var attempts = 0;
        var recorded = await run.RecordAsync(
            async (job, service, token) =>
            {
                attempts = job.FailAttempt(run.Now, reason);
                if (attempts >= options.Value.Attempts)
                    await GiveUpAsync(job, service, reason, token);
            },
            ct);
        return recorded.IsSuccess && !run.Job.IsFinished ? new NextMove.Pause(StepOutcomes.Backoff(options.Value, attempts)) : Stop;
    }

    private static async Task<NextMove> StopAsync(
        LifecycleRun run, Func<LifecycleJob, Service, CancellationToken, Task> end, CancellationToken ct)
    {
        await run.RecordAsync(end, ct);
        return Stop;
    }

    private TimeSpan AtMost(LifecycleStepName step) =>
        step is LifecycleStepName.BackUp or LifecycleStepName.Restore ? options.Value.BackupAtMost : options.Value.StepAtMost;

    private static string InPlainWords(LifecycleKind kind) => kind switch
    {
        LifecycleKind.Suspend => "suspension",
        LifecycleKind.Unsuspend => "end of suspension",
        LifecycleKind.Resize => "change of plan",
        LifecycleKind.BackUp => "backup",
        LifecycleKind.Restore => "restoring a backup",
        LifecycleKind.Terminate => "termination",
        LifecycleKind.ResetPassword => "password reset",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a lifecycle kind."),
    };
}
