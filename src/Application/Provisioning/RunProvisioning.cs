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
        var run = new StepRun(request.JobId, ids.NewId(), uow, store, jobs, clock, options.Value);
        if (await run.TakeAsync(cancellationToken))
            await run.WorkAsync(() => MoveAsync(run, cancellationToken), cancellationToken);
        return Result.Done;
    }

    private Task<NextMove> MoveAsync(StepRun run, CancellationToken ct) =>
        run.Job.State is ProvisioningJobState.Compensating ? compensation.RunAsync(run, ct) : StepAsync(run, ct);

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
}
