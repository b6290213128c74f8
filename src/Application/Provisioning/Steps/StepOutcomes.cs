using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Provisioning.Steps;

/// <summary>Records what a step came to, and says what follows from it.</summary>
internal sealed class StepOutcomes(VmidAllocator allocator, MachineFindings findings, IOptions<ProvisioningOptions> options)
{
    private static readonly NextMove Stop = new NextMove.Stop();
    private static readonly NextMove GoOn = new NextMove.GoOn();

    public async Task<NextMove> ApplyAsync(StepRun run, StepResult result, CancellationToken ct) => result switch
    {
        StepResult.Completed done => await CompleteAsync(run, done, ct),
        StepResult.Recorded => GoOn,
        StepResult.Wait wait when run.Now - run.Job.Current.StartedAt > options.Value.StepAtMost =>
            await TryAgainAsync(run, $"Waited too long for {wait.For}.", ct),
        StepResult.Wait => new NextMove.Pause(options.Value.Poll),
        StepResult.Retry retry => await TryAgainAsync(run, retry.Reason, ct),
        StepResult.AnotherVmid taken => await AnotherVmidAsync(run, taken, ct),
        StepResult.AnotherNode full => await AnotherNodeAsync(run, full.Reason, ct),
        StepResult.GiveUp hopeless => await RecordAsync(run, job => job.GiveUp(run.Now, hopeless.Reason), GoOn, ct),
        StepResult.LeaseLost => Stop,
        _ => throw new InvalidOperationException($"Unknown step result {result}."),
    };

    public static TimeSpan Backoff(ProvisioningOptions options, int attempts)
    {
        var ticks = Math.Min(options.RetryAtMost.Ticks, options.RetryFrom.Ticks * (1L << Math.Min(attempts - 1, 20)));
        // Jitter keeps jobs that failed together from coming back together.
        return TimeSpan.FromTicks((long)(ticks * (0.8 + (Random.Shared.NextDouble() * 0.4))));
    }

    private static async Task<NextMove> CompleteAsync(StepRun run, StepResult.Completed done, CancellationToken ct)
    {
        var recorded = await run.RecordAsync(
            (job, service) =>
            {
                done.Effect?.Invoke(job, service);
                job.CompleteStep(run.Now);
            },
            ct);
        return recorded.IsSuccess && !run.Job.IsFinished ? GoOn : Stop;
    }

    private async Task<NextMove> TryAgainAsync(StepRun run, string reason, CancellationToken ct)
    {
        var attempts = 0;
        var recorded = await run.RecordAsync(
            (job, _) =>
            {
                attempts = job.FailAttempt(run.Now, reason);
                if (attempts >= options.Value.Attempts)
                    job.GiveUp(run.Now, reason);
            },
            ct);
        if (!recorded.IsSuccess)
            return Stop;
        return run.Job.State is ProvisioningJobState.Compensating ? GoOn : new NextMove.Pause(Backoff(options.Value, attempts));
    }

    /// <summary>P03: the number is left alone for good, whoever holds it, and another one is taken.</summary>
    private async Task<NextMove> AnotherVmidAsync(StepRun run, StepResult.AnotherVmid taken, CancellationToken ct)
    {
        var recorded = await run.RecordAsync(
            async (job, service, token) =>
            {
                var place = service.Place!;
                await allocator.BuryAsync(service.Id, taken.Reason, options.Value.Quarantine, token);
                if (job.Current.Attempts + 1 >= options.Value.Attempts)
                    GiveUpWithoutMachine(job, service, run.Now, taken.Reason);
                else
                    job.TakeAnotherVmid(run.Now, taken.Reason);
                if (taken.StuckClone)
                    await findings.ReportAsync(place.Cluster, place.Vmid, MachineFindingKind.StuckClone, service.Id, taken.Reason, token);
            },
            ct);
        return recorded.IsSuccess ? GoOn : Stop;
    }

    private async Task<NextMove> AnotherNodeAsync(StepRun run, string reason, CancellationToken ct)
    {
        var attempts = 0;
        var recorded = await run.RecordAsync(
            async (job, service, token) =>
            {
                attempts = job.Current.Attempts + 1;
                if (attempts >= options.Value.Attempts)
                {
                    job.FailAttempt(run.Now, reason);
                    job.GiveUp(run.Now, reason);
                    return;
                }

                // What the failed copy may have left is destroyed by the reconciler, on proof from both sides (P04).
                await allocator.BuryAsync(service.Id, reason, options.Value.Quarantine, token);
                job.TakeAnotherNode(run.Now, reason);
            },
            ct);
        return recorded.IsSuccess ? GoOn : Stop;
    }

    private static void GiveUpWithoutMachine(ProvisioningJob job, Service service, DateTimeOffset now, string reason)
    {
        job.FailAttempt(now, reason);
        job.GiveUp(now, reason);
        service.Unplace();
    }

    private static async Task<NextMove> RecordAsync(StepRun run, Action<ProvisioningJob> change, NextMove next, CancellationToken ct) =>
        (await run.RecordAsync((job, _) => change(job), ct)).IsSuccess ? next : Stop;
}
