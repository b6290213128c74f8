using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning.Steps;

internal sealed class ResizeStep(IProvisioner provisioner) : IProvisioningStep
{
    public ProvisioningStepName Name => ProvisioningStepName.Resize;

    public async Task<StepResult> RunAsync(StepRun run, CancellationToken ct)
    {
        if (run.Service.DiskGb is not { } wanted)
            return new StepResult.Completed();
        // A disk that has been asked to grow is waited for, not asked twice.
        if (run.Job.Current.TaskId is { } task && await StepTask.WaitAsync(provisioner, run, task, ct) is { } notYet)
            return notYet;

        var looked = await provisioner.LookAsync(run.Place.Vmid, ct);
        if (looked.Fault is { } unseen)
            return StepResult.From(unseen);
        if (looked.Value is not { } machine)
            return new StepResult.AnotherVmid("The machine is gone.");
        if (machine.DiskGb >= wanted)
            return new StepResult.Completed();
        var intended = await run.RecordAsync((job, _) => job.Intend(run.Now, $"grow the disk to {wanted} GB"), ct);
        if (!intended.IsSuccess)
            return new StepResult.LeaseLost();
        var resized = await provisioner.ResizeAsync(run.Place, wanted, ct);
        if (resized.Fault is { } fault)
            return StepResult.From(fault);
        if (resized.Value is { } growing)
        {
            var followed = await run.RecordAsync((job, _) => job.FollowTask(run.Now, growing), ct);
            if (!followed.IsSuccess)
                return new StepResult.LeaseLost();
        }

        return new StepResult.Wait("the disk");
    }
}
