using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning.Steps;

internal sealed class WaitForAddressStep(IProvisioner provisioner) : IProvisioningStep
{
    public ProvisioningStepName Name => ProvisioningStepName.WaitForAddress;

    public async Task<StepResult> RunAsync(StepRun run, CancellationToken ct)
    {
        var answered = await provisioner.AddressesAsync(run.Place, ct);
        if (answered is { Fault: null, Value: { } addresses } && (addresses.Ipv4 ?? addresses.Ipv6) is not null)
            return new StepResult.Completed((_, service) => service.SetAddresses(addresses.Ipv4, addresses.Ipv6));

        if (answered.Fault is not (null or ProvisionerFault.NotReady))
            return StepResult.From(answered.Fault);
        return run.Now - run.Job.Current.StartedAt > run.Options.AddressAtMost
            ? new StepResult.GiveUp("The machine runs but has not reported an address in time.")
            : new StepResult.Wait("an address");
    }
}
