using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;

namespace EzSolutions.Application.Provisioning.Lifecycle.Steps;

/// <summary>
/// What every step on a machine has in common: follow a task that was begun, look at the machine, act only when it is ours (P04) and not there
/// yet, with the intent written down before the call (P02).
/// </summary>
internal abstract class MachineStep(IProvisioner provisioner, params IReadOnlyList<LifecycleStepName> names) : ILifecycleStep
{
    public IReadOnlyList<LifecycleStepName> Names => names;

    protected IProvisioner Provisioner => provisioner;

    /// <summary>The call's success is all there is to see; the machine does not show what it did.</summary>
    protected virtual bool SuccessIsProof => false;

    public async Task<LifecycleResult> RunAsync(LifecycleRun run, CancellationToken ct)
    {
        if (!IsNeeded(run))
            return new LifecycleResult.Completed(Note: "not needed.");
        if (run.Service.Place is not { } place)
            return new LifecycleResult.GiveUp("The service has no machine.");
        if (run.Job.Current.TaskId is { } task && await FollowAsync(run, task, ct) is { } followed)
            return followed;

        var looked = await provisioner.LookAsync(place.Vmid, ct);
        if (looked.Fault is { } fault)
            return LifecycleResult.From(fault);
        if (looked.Value is not { } machine)
            return await GoneAsync(run, place, ct);
        // P04: whatever stands under our number, only our label makes it ours.
        if (machine.LabelledFor != run.Service.Id && !machine.IsBeingMade)
            return new LifecycleResult.GiveUp($"Machine {place.Vmid} does not carry this service's label and was left alone.");
        if (!SuccessIsProof && Reached(run, machine))
            return Done(run, machine);
        return await ActAsync(run, place with { Node = machine.Node }, machine, ct);
    }

    protected virtual bool IsNeeded(LifecycleRun run) => true;

    protected abstract bool Reached(LifecycleRun run, MachineDetails machine);

    /// <summary>For the log.</summary>
    protected abstract string Intent(LifecycleRun run, MachinePlace place);

    /// <returns>A task to wait for, or null when the call itself has done it.</returns>
    protected abstract Task<ProvisionerResult<string?>> CallAsync(LifecycleRun run, MachinePlace place, CancellationToken ct);

    protected virtual Task<LifecycleResult> GoneAsync(LifecycleRun run, MachinePlace place, CancellationToken ct) =>
        Task.FromResult<LifecycleResult>(new LifecycleResult.GiveUp($"The provider has no machine {place.Vmid}."));

    /// <returns>A task of an earlier try whose answer was lost, if the provider knows of one.</returns>
    protected virtual Task<ProvisionerResult<string?>> FindTaskAsync(MachinePlace place, DateTimeOffset since, CancellationToken ct) =>
        Task.FromResult<ProvisionerResult<string?>>((string?)null);

    protected virtual LifecycleResult Done(LifecycleRun run, MachineDetails machine) => new LifecycleResult.Completed((_, service, _) =>
    {
        service.Observe(machine.Power, machine.Node, run.Now);
        return Task.CompletedTask;
    });

    protected virtual LifecycleResult TaskFailed(ProvisionerFault fault) => LifecycleResult.From(fault);

    private async Task<LifecycleResult> ActAsync(LifecycleRun run, MachinePlace place, MachineDetails machine, CancellationToken ct)
    {
        if (run.Job.Current.IntentAt is { } since)
        {
            var found = await FindTaskAsync(place, since, ct);
            if (found.Fault is { } unseen)
                return LifecycleResult.From(unseen);
            if (found.Value is { } ours)
                return await FollowNewAsync(run, ours, ct);
        }

        // Somebody else's task holds it: its end is waited for, not fought.
        if (machine.Lock is { } held)
            return new LifecycleResult.Wait($"the end of '{held}'");
        var intended = await run.RecordAsync((job, _) => job.Intend(run.Now, Intent(run, place)), ct);
        if (!intended.IsSuccess)
            return new LifecycleResult.LeaseLost();
        var called = await CallAsync(run, place, ct);
        if (called.Fault is { } fault)
            return LifecycleResult.From(fault);
        if (called.Value is { } task)
            return await FollowNewAsync(run, task, ct);
        return SuccessIsProof ? new LifecycleResult.Completed() : new LifecycleResult.Wait("the change");
    }

    /// <summary>P05: the task's exit status decides; one that nobody remembers says nothing.</summary>
    /// <returns>Null when the machine itself is to be looked at.</returns>
    private async Task<LifecycleResult?> FollowAsync(LifecycleRun run, string taskId, CancellationToken ct)
    {
        var task = await provisioner.CheckTaskAsync(taskId, ct);
        if (task is { Fault: null, Value: MachineTask.Running })
            return new LifecycleResult.Wait("the provider's task");
        if (task is { Fault: null, Value: MachineTask.Succeeded } && SuccessIsProof)
            return new LifecycleResult.Completed();
        var forgotten = await run.RecordAsync((job, _) => job.ForgetTask(), ct);
        if (!forgotten.IsSuccess)
            return new LifecycleResult.LeaseLost();
        return task is { Fault: null, Value: MachineTask.Failed failed } ? TaskFailed(failed.Fault) : null;
    }

    private static async Task<LifecycleResult> FollowNewAsync(LifecycleRun run, string task, CancellationToken ct)
    {
        var followed = await run.RecordAsync((job, _) => job.FollowTask(run.Now, task), ct);
        return followed.IsSuccess ? new LifecycleResult.Wait("the provider's task") : new LifecycleResult.LeaseLost();
    }
}
