using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning.Steps;

/// <summary>
/// Copies the system image to our number. The number makes it safe to ask again: the provider refuses a second machine under it, and only
/// the label on it, which comes with the copy, says whose it is.
/// </summary>
internal sealed class CloneStep(IProvisioner provisioner) : IProvisioningStep
{
    public ProvisioningStepName Name => ProvisioningStepName.Clone;

    public async Task<StepResult> RunAsync(StepRun run, CancellationToken ct)
    {
        if (run.Job.Current.TaskId is { } task && await FollowAsync(run, task, ct) is { } underWay)
            return underWay;

        var looked = await provisioner.LookAsync(run.Place.Vmid, ct);
        if (looked.Fault is { } fault)
            return StepResult.From(fault);
        return looked.Value is { } machine ? await JudgeAsync(run, machine, ct) : await BeginAsync(run, ct);
    }

    /// <returns>Null when the task is no longer known or has ended well: then the machine itself is looked at.</returns>
    private async Task<StepResult?> FollowAsync(StepRun run, string taskId, CancellationToken ct)
    {
        var checkedTask = await provisioner.CheckTaskAsync(taskId, ct);
        return checkedTask switch
        {
            // P05: unknown is unknown; the machine tells more than a task that nobody remembers.
            { Fault: not null } => null,
            { Value: MachineTask.Running } => new StepResult.Wait("the copy"),
            { Value: MachineTask.Failed failed } => await FailedAsync(run, failed.Fault, ct),
            _ => null,
        };
    }

    private static async Task<StepResult> FailedAsync(StepRun run, ProvisionerFault fault, CancellationToken ct)
    {
        // Taken inside the task: an earlier copy of ours may be what holds the number, so the next look decides.
        var forgotten = await run.RecordAsync((job, _) => job.ForgetTask(), ct);
        return forgotten.IsSuccess ? StepResult.From(fault) : new StepResult.LeaseLost();
    }

    private async Task<StepResult> JudgeAsync(StepRun run, MachineDetails machine, CancellationToken ct)
    {
        if (run.Job.Current.IntentAt is not { } asked)
            return new StepResult.AnotherVmid($"Number {machine.Vmid} was in use before we asked for it.");
        if (machine.LabelledFor == run.Service.Id && !machine.IsBeingMade)
            return new StepResult.Completed((_, service) => service.PlaceAt(service.Place! with { Node = machine.Node }));
        if (!machine.IsBeingMade)
            return new StepResult.AnotherVmid($"Number {machine.Vmid} holds a machine without our label.");

        // It is being copied, and carries no label until that ends: wait as long as a copy is running.
        var cloning = await provisioner.IsCloningAsync(asked, ct);
        if (cloning.Fault is { } fault)
            return StepResult.From(fault);
        if (cloning.Value && run.Now - asked < run.Options.StepAtMost)
            return new StepResult.Wait("the copy");
        // The task list and the lock are read one after the other: only a second look tells a finished copy from a killed one.
        var again = await provisioner.LookAsync(machine.Vmid, ct);
        return again is { Fault: null, Value: { IsBeingMade: true } }
            ? new StepResult.AnotherVmid($"Number {machine.Vmid} stays locked by a copy that is not running.", StuckClone: true)
            : new StepResult.Wait("the end of the copy");
    }

    private async Task<StepResult> BeginAsync(StepRun run, CancellationToken ct)
    {
        // P02: the intent is durable before the call.
        var place = run.Place;
        var intended = await run.RecordAsync((job, _) => job.Intend(run.Now, $"copy the image to {place}"), ct);
        if (!intended.IsSuccess)
            return new StepResult.LeaseLost();

        var asked = await provisioner.CloneAsync(new MachineOrder(place, run.Service.Id, run.Service.Label, run.Service.OperatingSystem), ct);
        if (asked.Fault is { } fault)
            return StepResult.From(fault);
        var followed = await run.RecordAsync((job, _) => job.FollowTask(run.Now, asked.Value), ct);
        return followed.IsSuccess ? new StepResult.Wait("the copy") : new StepResult.LeaseLost();
    }
}
