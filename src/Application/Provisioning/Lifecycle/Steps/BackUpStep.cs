using EzSolutions.Application.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Provisioning.Lifecycle.Steps;

/// <summary>Makes the backup that carries our id in its note; one that is there already is not made again (P02).</summary>
internal sealed class BackUpStep(IProvisioner provisioner, IStore store, IOptions<ProvisioningOptions> options) : ILifecycleStep
{
    public IReadOnlyList<LifecycleStepName> Names { get; } = [LifecycleStepName.BackUp];

    public async Task<LifecycleResult> RunAsync(LifecycleRun run, CancellationToken ct)
    {
        var backupId = run.Job.BackupId ?? throw new InvalidOperationException($"Job {run.Job.Id} names no backup.");
        if (run.Service.Place is not { } known)
            return new LifecycleResult.GiveUp("The service has no machine.");
        if (run.Job.Current.TaskId is { } task && await FollowAsync(run, task, ct) is { } underWay)
            return underWay;

        var looked = await provisioner.LookAsync(known.Vmid, ct);
        if (looked.Fault is { } fault)
            return LifecycleResult.From(fault);
        if (looked.Value is not { } machine)
            return new LifecycleResult.GiveUp($"The provider has no machine {known.Vmid}.");
        if (machine.LabelledFor != run.Service.Id)
            return new LifecycleResult.GiveUp($"Machine {known.Vmid} does not carry this service's label and was left alone.");
        var place = known with { Node = machine.Node };

        if (await FindAsync(run, place, backupId, run.Job.Current.IntentAt ?? run.Job.CreatedAt, ct) is { } found)
            return found;

        if (machine.Lock is { } held)
            return new LifecycleResult.Wait($"the end of '{held}'");
        return await BeginAsync(run, place, backupId, ct);
    }

    /// <returns>Null when it is not known to run, nor to be there: it is to be made.</returns>
    private async Task<LifecycleResult?> FindAsync(LifecycleRun run, MachinePlace place, Guid backupId, DateTimeOffset since, CancellationToken ct)
    {
        var running = await provisioner.FindTaskAsync(place, MachineWork.BackUp, since, ct);
        if (running.Fault is { } unseen)
            return LifecycleResult.From(unseen);
        // P05: a file that is still being written is no backup yet; its task says when it is.
        if (running.Value is { } ours && (await provisioner.CheckTaskAsync(ours, ct)) is { Fault: null, Value: MachineTask.Running })
            return await FollowNewAsync(run, ours, ct);
        var listed = await provisioner.ListBackupsAsync(place, ct);
        if (listed.Fault is { } fault)
            return LifecycleResult.From(fault);
        return listed.Value.FirstOrDefault(b => b.BackupId == backupId) is { } made ? Done(run, place, made, listed.Value) : null;
    }

    private LifecycleResult.Completed Done(LifecycleRun run, MachinePlace place, MachineBackup made, IReadOnlyList<MachineBackup> all) => new(
        async (_, service, token) =>
        {
            var backup = await store.FindLockedAsync<ServiceBackup>(made.BackupId!.Value, token)
                ?? throw new InvalidOperationException($"Backup {made.BackupId} is not in our books.");
            backup.Complete(made.Volume, place.Node, made.SizeBytes, run.Now);
            service.BackedUp(backup.Id, backup.Purpose);
            // What the provider has pruned to make room cannot be brought back any more.
            var there = all.Where(b => b.BackupId is not null).Select(b => b.BackupId!.Value).ToHashSet();
            var node = place.Node;
            foreach (var older in await store.FindAllAsync<ServiceBackup>(
                b => b.ServiceId == service.Id && b.State == BackupState.Done && b.Node == node, token))
            {
                if (!there.Contains(older.Id))
                    older.Remove();
            }
        });

    private async Task<LifecycleResult> BeginAsync(LifecycleRun run, MachinePlace place, Guid backupId, CancellationToken ct)
    {
        var purpose = await store.FirstOrDefaultAsync(
            store.Query<ServiceBackup>().Where(b => b.Id == backupId).Select(b => (BackupPurpose?)b.Purpose), ct);
        var intended = await run.RecordAsync((job, _) => job.Intend(run.Now, $"back machine {place.Vmid} up"), ct);
        if (!intended.IsSuccess)
            return new LifecycleResult.LeaseLost();
        var order = new BackupOrder(backupId, run.Service.Id, purpose is BackupPurpose.Final ? null : options.Value.BackupsKept);
        var asked = await provisioner.BackUpAsync(place, order, ct);
        return asked.Fault is { } fault ? LifecycleResult.From(fault) : await FollowNewAsync(run, asked.Value, ct);
    }

    private async Task<LifecycleResult?> FollowAsync(LifecycleRun run, string taskId, CancellationToken ct)
    {
        var task = await provisioner.CheckTaskAsync(taskId, ct);
        if (task is { Fault: null, Value: MachineTask.Running })
            return new LifecycleResult.Wait("the backup");
        var forgotten = await run.RecordAsync((job, _) => job.ForgetTask(), ct);
        if (!forgotten.IsSuccess)
            return new LifecycleResult.LeaseLost();
        return task is { Fault: null, Value: MachineTask.Failed failed } ? LifecycleResult.From(failed.Fault) : null;
    }

    private static async Task<LifecycleResult> FollowNewAsync(LifecycleRun run, string task, CancellationToken ct)
    {
        var followed = await run.RecordAsync((job, _) => job.FollowTask(run.Now, task), ct);
        return followed.IsSuccess ? new LifecycleResult.Wait("the backup") : new LifecycleResult.LeaseLost();
    }
}
