using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning.Steps;

/// <summary>P03: the machine's number comes from our own books, under lock; no provider is asked.</summary>
internal sealed class AllocateIdStep(IProvisioner provisioner, VmidAllocator allocator) : IProvisioningStep
{
    public ProvisioningStepName Name => ProvisioningStepName.AllocateId;

    public async Task<StepResult> RunAsync(StepRun run, CancellationToken ct)
    {
        int? vmid = null;
        var recorded = await run.RecordAsync(
            async (job, service, token) =>
            {
                vmid = await allocator.AllocateAsync(service.Id, token);
                if (vmid is not { } number)
                    return;
                job.Allocate(number);
                service.PlaceAt(new MachinePlace(provisioner.Cluster, job.Node!, number));
                job.CompleteStep(run.Now);
            },
            ct);
        if (!recorded.IsSuccess)
            return new StepResult.LeaseLost();
        return vmid is null ? new StepResult.Retry("Every machine number of the range is in use.") : new StepResult.Recorded();
    }
}
