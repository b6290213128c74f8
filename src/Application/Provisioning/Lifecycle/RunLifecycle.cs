using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning.Steps;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Provisioning.Lifecycle;

/// <summary>
/// Goes on with a lifecycle job from wherever it stands. May run any number of times, at once too: the lease lets one worker in, and every
/// step looks before it acts (P02).
/// </summary>
[Access(Audience.System)]
public sealed record RunLifecycle(Guid JobId) : IReportsOwnDeath;

internal sealed class RunLifecycleHandler(
    IUnitOfWork uow, IStore store, IIdGenerator ids, IJobQueue jobs, TimeProvider clock, IOptions<ProvisioningOptions> options,
    IEnumerable<ILifecycleStep> steps, LifecycleEndings endings) : IRequestHandler<RunLifecycle, Result<Done>>
{
    private readonly Dictionary<LifecycleStepName, ILifecycleStep> _steps = steps.SelectMany(s => s.Names.Select(n => (n, s))).ToDictionary(p => p.n, p => p.s);

    public async Task<Result<Done>> Handle(RunLifecycle request, CancellationToken cancellationToken)
    {
        var run = new LifecycleRun(request.JobId, ids.NewId(), uow, store, jobs, clock, options.Value);
        if (!await run.TakeAsync(cancellationToken))
            return Result.Done;
        if (run.IsBlocked)
            await run.ComeBackAsync(options.Value.RetryFrom, cancellationToken);
        else
            await run.WorkAsync(() => StepAsync(run, cancellationToken), cancellationToken);
        return Result.Done;
    }

    private async Task<NextMove> StepAsync(LifecycleRun run, CancellationToken ct)
    {
        if (run.Job.Current.State is not ProvisioningStepState.Active || run.Job.State is not LifecycleJobState.Running)
        {
            var begun = await run.RecordAsync((job, _) => job.BeginStep(run.Now), ct);
            if (!begun.IsSuccess)
                return new NextMove.Stop();
        }

        var result = await _steps[run.Job.Current.Name].RunAsync(run, ct);
        return await endings.ApplyAsync(run, result, ct);
    }
}
