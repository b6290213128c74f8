using EzSolutions.Application.Common;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning.Steps;

/// <summary>Sets processor, memory, first login, network and label; setting them twice sets the same.</summary>
internal sealed class ConfigureStep(IProvisioner provisioner, FirstLogin login) : IProvisioningStep
{
    public ProvisioningStepName Name => ProvisioningStepName.Configure;

    public async Task<StepResult> RunAsync(StepRun run, CancellationToken ct)
    {
        // P07: the password is sealed in our books before the machine learns it, so that a repeated call sets the same one.
        var prepared = await run.RecordAsync(
            (job, service) =>
            {
                login.Prepare(service);
                job.Intend(run.Now, "set processor, memory, login and label");
            },
            ct);
        if (!prepared.IsSuccess)
            return new StepResult.LeaseLost();

        var service = run.Service;
        var setup = new MachineSetup(service.Id, service.Label, service.Vcpu ?? 1, service.RamGb ?? 1, service.SshKey, login.Read(service));
        var configured = await provisioner.ConfigureAsync(run.Place, setup, ct);
        if (configured.Fault is { } fault)
            return StepResult.From(fault);
        if (configured.Value is { } task && await StepTask.WaitAsync(provisioner, run, task, ct) is { } notYet)
            return notYet;

        var looked = await provisioner.LookAsync(run.Place.Vmid, ct);
        return looked switch
        {
            { Fault: { } unseen } => StepResult.From(unseen),
            { Value: null } => new StepResult.AnotherVmid("The machine is gone."),
            { Value: { } machine } when machine.LabelledFor == service.Id && machine.HasOurTag && machine.Vcpu == setup.Vcpu
                && machine.RamMb == setup.RamGb * 1024 => new StepResult.Completed(),
            _ => new StepResult.Retry("The settings were not taken over."),
        };
    }
}
