using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;

namespace EzSolutions.Application.Provisioning.Lifecycle.Steps;

/// <summary>A suspended machine does not come back with its node's restart.</summary>
internal sealed class AutoStartStep(IProvisioner provisioner)
    : MachineStep(provisioner, LifecycleStepName.AutoStartOff, LifecycleStepName.AutoStartOn)
{
    protected override bool Reached(LifecycleRun run, MachineDetails machine) => machine.AutoStart == Wanted(run);

    protected override string Intent(LifecycleRun run, MachinePlace place) => $"turn automatic start {(Wanted(run) ? "on" : "off")}";

    protected override Task<ProvisionerResult<string?>> CallAsync(LifecycleRun run, MachinePlace place, CancellationToken ct) =>
        Provisioner.SetAutoStartAsync(place, Wanted(run), ct);

    private static bool Wanted(LifecycleRun run) => run.Job.Current.Name is LifecycleStepName.AutoStartOn;
}

/// <summary>Asks the operating system first; when that does not work, the plug is pulled.</summary>
internal sealed class ShutDownStep(IProvisioner provisioner) : MachineStep(provisioner, LifecycleStepName.ShutDown)
{
    protected override bool Reached(LifecycleRun run, MachineDetails machine) => machine.Power is ObservedState.Stopped;

    protected override string Intent(LifecycleRun run, MachinePlace place) => $"{Action(run)} of machine {place.Vmid}";

    protected override async Task<ProvisionerResult<string?>> CallAsync(LifecycleRun run, MachinePlace place, CancellationToken ct)
    {
        var asked = await Provisioner.PowerAsync(place, Action(run), ct);
        return asked.Fault is { } fault ? fault : asked.Value;
    }

    // A guest that does not listen ends in a time-out; waiting for it again would never end.
    protected override LifecycleResult TaskFailed(ProvisionerFault fault) => new LifecycleResult.Retry(fault.Reason);

    private static PowerAction Action(LifecycleRun run) => run.Job.Current.Attempts == 0 ? PowerAction.Shutdown : PowerAction.Stop;
}

/// <summary>Starts what is to run: always when a suspension ends, else what ran before.</summary>
internal sealed class LifecycleStartStep(IProvisioner provisioner) : MachineStep(provisioner, LifecycleStepName.Start)
{
    protected override bool IsNeeded(LifecycleRun run) =>
        run.Service.State is ServiceState.Active && (run.Job.Kind is LifecycleKind.Unsuspend || run.Job.WasRunning is true);

    protected override bool Reached(LifecycleRun run, MachineDetails machine) => machine.Power is ObservedState.Running;

    protected override string Intent(LifecycleRun run, MachinePlace place) => $"start machine {place.Vmid}";

    protected override async Task<ProvisionerResult<string?>> CallAsync(LifecycleRun run, MachinePlace place, CancellationToken ct)
    {
        var asked = await Provisioner.PowerAsync(place, PowerAction.Start, ct);
        return asked.Fault is { } fault ? fault : asked.Value;
    }
}
