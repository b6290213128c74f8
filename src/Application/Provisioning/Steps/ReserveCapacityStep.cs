using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning.Steps;

internal sealed class ReserveCapacityStep(IProvisioner provisioner) : IProvisioningStep
{
    public ProvisioningStepName Name => ProvisioningStepName.ReserveCapacity;

    public async Task<StepResult> RunAsync(StepRun run, CancellationToken ct)
    {
        var service = run.Service;
        var found = await provisioner.FindRoomAsync(new ServiceSpecs(service.RamGb, service.Vcpu, service.DiskGb), ct);
        if (found.Fault is ProvisionerFault.NoRoom full)
            return new StepResult.Retry(full.Reason);
        if (found.Fault is { } fault)
            return StepResult.From(fault);

        if (found.Value.FirstOrDefault(node => !run.Job.NodesTried.Contains(node)) is { } chosen)
            return new StepResult.Completed((job, _) => job.ChooseNode(chosen));

        // Every node has been tried: begin again with all of them after a pause.
        var lost = await run.RecordAsync((job, _) => job.ForgetNodesTried(), ct);
        return lost.IsSuccess ? new StepResult.Retry("No node has room for it.") : new StepResult.LeaseLost();
    }
}
