using EzSolutions.Application.Common;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning.Steps;

/// <summary>A worker's hold on the making of a machine.</summary>
internal sealed class StepRun(Guid jobId, Guid worker, IUnitOfWork uow, IStore store, IJobQueue jobs, TimeProvider clock, ProvisioningOptions options)
    : JobRun<ProvisioningJob>(jobId, worker, uow, store, jobs, clock, options, new RunProvisioning(jobId))
{
    public MachinePlace Place => Service.Place ?? throw new InvalidOperationException($"Service {Service.Id} has no machine yet.");

    /// <summary>Takes the lease.</summary>
    /// <returns>False when the job is finished, held by another worker, or gone.</returns>
    public async Task<bool> TakeAsync(CancellationToken ct) => (await RecordAsync((_, _) => { }, ct)).IsSuccess;
}
