using EzSolutions.Application.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;

namespace EzSolutions.Application.Provisioning.Lifecycle.Steps;

/// <summary>O06: destroys the machine, and only when the final backup's success is on record; P04: only with this service's label.</summary>
internal sealed class DestroyStep(IProvisioner provisioner, IStore store) : MachineStep(provisioner, LifecycleStepName.Destroy)
{
    protected override bool Reached(LifecycleRun run, MachineDetails machine) => false;

    protected override string Intent(LifecycleRun run, MachinePlace place) => $"destroy machine {place.Vmid}";

    protected override Task<LifecycleResult> GoneAsync(LifecycleRun run, MachinePlace place, CancellationToken ct) =>
        Task.FromResult<LifecycleResult>(new LifecycleResult.Completed(Note: $"machine {place.Vmid} is gone."));

    protected override async Task<ProvisionerResult<string?>> CallAsync(LifecycleRun run, MachinePlace place, CancellationToken ct)
    {
        var serviceId = run.Service.Id;
        var backedUp = await store.AnyAsync(
            store.Query<ServiceBackup>().Where(
                b => b.ServiceId == serviceId && b.Purpose == BackupPurpose.Final && b.State == BackupState.Done && b.Id == run.Job.BackupId),
            ct);
        if (!backedUp || run.Service.State is not ServiceState.Terminating)
            return new ProvisionerFault.Refused("There is no final backup on record, so nothing is destroyed.");
        var asked = await Provisioner.DestroyAsync(place, serviceId, ct);
        return asked.Fault is { } fault ? fault : asked.Value;
    }
}
