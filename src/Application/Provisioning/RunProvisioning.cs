using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning.Steps;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Provisioning;

/// <summary>
/// Goes on with the making (or undoing) of a machine from wherever it stands. May run any number of times, at once too: the lease lets one
/// worker in, and every step looks before it acts (P02).
/// </summary>
[Access(Audience.System)]
public sealed record RunProvisioning(Guid JobId) : IReportsOwnDeath;

internal sealed class RunProvisioningHandler(
    IUnitOfWork uow, IStore store, IIdGenerator ids, IJobQueue jobs, TimeProvider clock, IOptions<ProvisioningOptions> options,
    IEnumerable<IProvisioningStep> steps, StepOutcomes outcomes, Compensation compensation) : IRequestHandler<RunProvisioning, Result<Done>>
{
    private readonly Dictionary<ProvisioningStepName, IProvisioningStep> _steps = steps.ToDictionary(s => s.Name);

    public async Task<Result<Done>> Handle(RunProvisioning request, CancellationToken cancellationToken)
    {
        var run = new StepRun(request.JobId, ids.NewId(), uow, store, clock, options.Value);
        if (!await run.TakeAsync(cancellationToken))
            return Result.Done;
        try
        {
            await WorkAsync(run, cancellationToken);
            return Result.Done;
        }
        catch
        {
            // The retry of this very job should find it free; a killed process leaves that to the lease's end.
            await run.RecordAsync((job, _) => job.Release(run.Now), CancellationToken.None);
            throw;
        }
    }

    private async Task WorkAsync(StepRun run, CancellationToken ct)
    {
        var holdUntil = run.Now + options.Value.HoldFor;
        while (true)
        {
            var next = run.Job.State is ProvisioningJobState.Compensating ? await compensation.RunAsync(run, ct) : await StepAsync(run, ct);
            if (next is NextMove.Stop)
                return;
            if (next is not NextMove.Pause pause)
                continue;
            if (run.Now + pause.For >= holdUntil)
            {
                await ComeBackAsync(run, pause.For, ct);
                return;
            }

            await Task.Delay(pause.For, clock, ct);
        }
    }

    private async Task<NextMove> StepAsync(StepRun run, CancellationToken ct)
    {
        if (run.Job.Current.State is not ProvisioningStepState.Active || run.Job.State is not ProvisioningJobState.Running)
        {
            var begun = await run.RecordAsync((job, _) => job.BeginStep(run.Now), ct);
            if (!begun.IsSuccess)
                return new NextMove.Stop();
        }

        var result = await _steps[run.Job.Current.Name].RunAsync(run, ct);
        return await outcomes.ApplyAsync(run, result, ct);
    }

    /// <summary>Lets the thread go and the next worker, whoever that is, take over.</summary>
    private Task<Result<Done>> ComeBackAsync(StepRun run, TimeSpan delay, CancellationToken ct) => run.RecordAsync(
        async (job, _, token) =>
        {
            job.Release(run.Now + delay);
            await jobs.EnqueueAsync(new RunProvisioning(job.Id), token, delay);
        },
        ct);
}
