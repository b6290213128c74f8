using EzSolutions.Application.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Provisioning.Lifecycle.Steps;

/// <summary>Whether the job is still wanted, and whether there is a machine of ours to work on.</summary>
internal sealed class FindMachineStep(IProvisioner provisioner) : ILifecycleStep
{
    public IReadOnlyList<LifecycleStepName> Names { get; } = [LifecycleStepName.FindMachine];

    public async Task<LifecycleResult> RunAsync(LifecycleRun run, CancellationToken ct)
    {
        if (!IsWanted(run.Job.Kind, run.Service.State))
            return new LifecycleResult.NotWanted($"The service is {run.Service.State} by now: nothing to do.");
        if (run.Service.Place is not { } place)
            return new LifecycleResult.GiveUp("The service has no machine.");
        var looked = await provisioner.LookAsync(place.Vmid, ct);
        if (looked.Fault is { } fault)
            return LifecycleResult.From(fault);
        if (looked.Value is not { } machine)
            return new LifecycleResult.GiveUp($"The provider has no machine {place.Vmid}.");
        if (machine.IsBeingMade)
            return new LifecycleResult.Wait($"the end of '{machine.Lock}'");
        if (machine.LabelledFor != run.Service.Id)
            return new LifecycleResult.GiveUp($"Machine {place.Vmid} does not carry this service's label and was left alone.");
        return new LifecycleResult.Completed((job, service, _) =>
        {
            job.Found(machine.Power is ObservedState.Running);
            service.Observe(machine.Power, machine.Node, run.Now);
            return Task.CompletedTask;
        });
    }

    private static bool IsWanted(LifecycleKind kind, ServiceState state) => kind switch
    {
        LifecycleKind.Suspend => state is ServiceState.Suspended,
        LifecycleKind.Terminate => state is ServiceState.Terminating,
        LifecycleKind.Resize or LifecycleKind.BackUp => state is ServiceState.Active or ServiceState.Suspended,
        _ => state is ServiceState.Active,
    };
}

internal sealed class ByHandStep : ILifecycleStep
{
    public IReadOnlyList<LifecycleStepName> Names { get; } = [LifecycleStepName.ByHand];

    public Task<LifecycleResult> RunAsync(LifecycleRun run, CancellationToken ct) => Task.FromResult<LifecycleResult>(new LifecycleResult.AskStaff());
}

/// <summary>Brings the books to where the machine is.</summary>
internal sealed class CloseStep(IProvisioner provisioner, VmidAllocator allocator, IOptions<ProvisioningOptions> options) : ILifecycleStep
{
    public IReadOnlyList<LifecycleStepName> Names { get; } = [LifecycleStepName.Close];

    public async Task<LifecycleResult> RunAsync(LifecycleRun run, CancellationToken ct) => run.Job.Kind switch
    {
        LifecycleKind.Terminate => await TerminateAsync(run, ct),
        LifecycleKind.Resize => Completed((_, service) => service.Resized()),
        LifecycleKind.ResetPassword when run.Job is { SealedPassword: { } password, SealedRevealToken: { } token } =>
            Completed((_, service) => service.RenewCredentials(password, token)),
        _ => new LifecycleResult.Completed(),
    };

    private async Task<LifecycleResult> TerminateAsync(LifecycleRun run, CancellationToken ct)
    {
        if (run.Service.Place is { } place)
        {
            // O06: terminated is observed, not assumed, also when staff say that they did it.
            var looked = await provisioner.LookAsync(place.Vmid, ct);
            if (looked.Fault is { } fault)
                return LifecycleResult.From(fault);
            if (looked.Value is { } machine && machine.LabelledFor == run.Service.Id)
                return new LifecycleResult.GiveUp($"Machine {place.Vmid} is still there.");
        }

        return new LifecycleResult.Completed(async (_, service, token) =>
        {
            // P03: nobody gets its number before the quarantine is over.
            await allocator.BuryAsync(service.Id, "The service has ended.", options.Value.Quarantine, token);
            service.Terminate(run.Now);
        });
    }

    private static LifecycleResult.Completed Completed(Action<LifecycleJob, Service> effect) => new((job, service, _) =>
    {
        effect(job, service);
        return Task.CompletedTask;
    });
}
