using EzSolutions.Application.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;

namespace EzSolutions.Application.Provisioning.Lifecycle.Steps;

/// <summary>Replaces the machine's disk by the backup. Before the start that follows, doing it twice brings the same.</summary>
internal sealed class RestoreStep(IProvisioner provisioner, IStore store) : MachineStep(provisioner, LifecycleStepName.Restore)
{
    protected override bool SuccessIsProof => true;

    // What is on the disk cannot be seen from outside: only the task's exit status tells (P05).
    protected override bool Reached(LifecycleRun run, MachineDetails machine) => false;

    protected override string Intent(LifecycleRun run, MachinePlace place) => $"bring backup {run.Job.BackupId} back to machine {place.Vmid}";

    protected override Task<ProvisionerResult<string?>> FindTaskAsync(MachinePlace place, DateTimeOffset since, CancellationToken ct) =>
        Provisioner.FindTaskAsync(place, MachineWork.Restore, since, ct);

    protected override async Task<ProvisionerResult<string?>> CallAsync(LifecycleRun run, MachinePlace place, CancellationToken ct)
    {
        var backupId = run.Job.BackupId;
        var volume = await store.FirstOrDefaultAsync(
            store.Query<ServiceBackup>().Where(b => b.Id == backupId && b.State == BackupState.Done).Select(b => b.Volume), ct);
        if (volume is null)
            return new ProvisionerFault.Refused($"Backup {backupId} is not there any more.");
        var asked = await Provisioner.RestoreAsync(place, run.Service.Id, volume, ct);
        return asked.Fault is { } fault ? fault : asked.Value;
    }
}
