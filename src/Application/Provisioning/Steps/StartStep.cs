using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning.Steps;

internal sealed class StartStep(IProvisioner provisioner) : IProvisioningStep
{
    public ProvisioningStepName Name => ProvisioningStepName.Start;

    public async Task<StepResult> RunAsync(StepRun run, CancellationToken ct)
    {
        if (run.Job.Current.TaskId is { } task && await FollowAsync(run, task, ct) is { } underWay)
            return underWay;
        var looked = await provisioner.LookAsync(run.Place.Vmid, ct);
        if (looked.Fault is { } unseen)
            return StepResult.From(unseen);
        if (looked.Value is not { } machine)
            return new StepResult.AnotherVmid("The machine is gone.");
        if (machine.Power is ObservedState.Running)
            return new StepResult.Completed();

        var intended = await run.RecordAsync((job, _) => job.Intend(run.Now, "start the machine"), ct);
        if (!intended.IsSuccess)
            return new StepResult.LeaseLost();
        var started = await provisioner.PowerAsync(run.Place, PowerAction.Start, ct);
        if (started.Fault is { } fault)
            return StepResult.From(fault);
        var followed = await run.RecordAsync((job, _) => job.FollowTask(run.Now, started.Value), ct);
        return followed.IsSuccess ? new StepResult.Wait("the start") : new StepResult.LeaseLost();
    }

    private async Task<StepResult?> FollowAsync(StepRun run, string taskId, CancellationToken ct)
    {
        var task = await provisioner.CheckTaskAsync(taskId, ct);
        if (task is { Fault: null, Value: MachineTask.Running })
            return new StepResult.Wait("the start");
        var forgotten = await run.RecordAsync((job, _) => job.ForgetTask(), ct);
        if (!forgotten.IsSuccess)
            return new StepResult.LeaseLost();
        return task is { Fault: null, Value: MachineTask.Failed failed } ? StepResult.From(failed.Fault) : null;
    }
}
