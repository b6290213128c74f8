namespace EzSolutions.Application.Provisioning.Steps;

internal static class StepTask
{
    private const int Looks = 20;

    /// <summary>Waits a little for a short task whose effect is checked afterwards and which may be asked for again.</summary>
    /// <returns>Null when it ended well.</returns>
    public static async Task<StepResult?> WaitAsync(IProvisioner provisioner, StepRun run, string taskId, CancellationToken ct)
    {
        for (var look = 0; look < Looks; look++)
        {
            var task = await provisioner.CheckTaskAsync(taskId, ct);
            if (task.Fault is { } fault)
                return StepResult.From(fault);
            if (task.Value is MachineTask.Failed failed)
                return StepResult.From(failed.Fault);
            if (task.Value is MachineTask.Succeeded)
                return null;
            await Task.Delay(run.Options.Poll, run.Clock, ct);
        }

        return new StepResult.Wait("the provider's task");
    }
}
