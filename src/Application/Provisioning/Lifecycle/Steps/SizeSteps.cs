using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;

namespace EzSolutions.Application.Provisioning.Lifecycle.Steps;

/// <summary>Processor and memory as sold.</summary>
internal sealed class ScaleStep(IProvisioner provisioner) : MachineStep(provisioner, LifecycleStepName.Scale)
{
    protected override bool Reached(LifecycleRun run, MachineDetails machine) =>
        machine.Vcpu == (run.Service.Vcpu ?? 1) && machine.RamMb == (run.Service.RamGb ?? 1) * 1024;

    protected override string Intent(LifecycleRun run, MachinePlace place) => $"set {run.Service.Vcpu} vCPU and {run.Service.RamGb} GB";

    protected override Task<ProvisionerResult<string?>> CallAsync(LifecycleRun run, MachinePlace place, CancellationToken ct) =>
        Provisioner.ScaleAsync(place, run.Service.Vcpu ?? 1, run.Service.RamGb ?? 1, ct);
}

/// <summary>The disk as sold; one that is bigger already stays.</summary>
internal sealed class GrowDiskStep(IProvisioner provisioner) : MachineStep(provisioner, LifecycleStepName.GrowDisk)
{
    protected override bool IsNeeded(LifecycleRun run) => run.Service.DiskGb is not null;

    protected override bool Reached(LifecycleRun run, MachineDetails machine) => machine.DiskGb >= run.Service.DiskGb;

    protected override string Intent(LifecycleRun run, MachinePlace place) => $"grow the disk to {run.Service.DiskGb} GB";

    protected override Task<ProvisionerResult<string?>> CallAsync(LifecycleRun run, MachinePlace place, CancellationToken ct) =>
        Provisioner.ResizeAsync(place, run.Service.DiskGb!.Value, ct);
}
