using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;

namespace EzSolutions.Application.Provisioning.Lifecycle.Steps;

/// <summary>P07: the new password is sealed in our books before the machine learns it, so that a repeated call sets the same one.</summary>
internal sealed class SetPasswordStep(IProvisioner provisioner, FirstLogin login) : MachineStep(provisioner, LifecycleStepName.SetPassword)
{
    protected override bool SuccessIsProof => true;

    // The machine never shows its password.
    protected override bool Reached(LifecycleRun run, MachineDetails machine) => false;

    protected override string Intent(LifecycleRun run, MachinePlace place) => "set a new password";

    protected override async Task<ProvisionerResult<string?>> CallAsync(LifecycleRun run, MachinePlace place, CancellationToken ct)
    {
        var (password, token) = login.New(run.Service.Id);
        var kept = await run.RecordAsync((job, _) => job.KeepPassword(password, token), ct);
        if (!kept.IsSuccess || run.Job.SealedPassword is not { } sealedPassword)
            return new ProvisionerFault.Unknown("Another worker has taken the job over.");
        return await Provisioner.SetPasswordAsync(place, login.Open(run.Service.Id, sealedPassword), ct);
    }
}
