using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning.Lifecycle;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Provisioning;

/// <summary>
/// P04: compares the provider's machines with our books. A machine nobody owns is written down and reported, never touched; what one of our
/// own abandoned attempts left is destroyed, on proof from both sides: our books say that the number was this service's and is not any more,
/// and the machine carries the label of that very service.
/// </summary>
[Access(Audience.System)]
public sealed record ReconcileMachines : IJobRequest;

internal sealed class ReconcileMachinesHandler(
    IUnitOfWork uow, IStore store, IIdGenerator ids, TimeProvider clock, IOptions<ProvisioningOptions> options, IProvisioner provisioner,
    MachineFindings findings, LifecycleQueue lifecycle) : IRequestHandler<ReconcileMachines, Result<Done>>
{
    public async Task<Result<Done>> Handle(ReconcileMachines request, CancellationToken cancellationToken)
    {
        // The books are read before the provider: a machine made in between has its number in the books by then or is looked up again below.
        var listed = await provisioner.ListAsync(cancellationToken);
        if (listed.Fault is { } fault)
            return Error.Unavailable("provider_unavailable", fault.Reason);
        var ours = listed.Value.Where(m => m.HasOurTag || provisioner.Range.Contains(m.Vmid)).ToList();
        var allocations = await AllocationsAsync(cancellationToken);

        foreach (var machine in ours)
        {
            var allocation = allocations.GetValueOrDefault(machine.Vmid);
            if (allocation is { State: VmAllocationState.Live, ServiceId: { } serviceId })
                await ObserveAsync(serviceId, machine, cancellationToken);
            else
                await StrayAsync(machine, allocation, cancellationToken);
        }

        await ReportMissingAsync(ours, cancellationToken);
        return Result.Done;
    }

    private async Task<Dictionary<int, VmAllocation>> AllocationsAsync(CancellationToken ct)
    {
        var cluster = provisioner.Cluster;
        var rows = await store.ListAsync(store.Query<VmAllocation>().Where(a => a.Cluster == cluster), ct);
        return rows.ToDictionary(a => a.Vmid);
    }

    private Task<Result<Done>> ObserveAsync(Guid serviceId, MachineSummary machine, CancellationToken ct) => uow.RunAsync<Done>(
        async token =>
        {
            if (await store.FindLockedAsync<Service>(serviceId, token) is not
                { State: ServiceState.Active or ServiceState.Suspended or ServiceState.Terminating } service || service.Vmid != machine.Vmid)
            {
                return Done.Value;
            }

            if (service.Observed != machine.Power || service.Node != machine.Node)
                service.Observe(machine.Power, machine.Node, clock.GetUtcNow());
            await ResolveAsync(machine.Vmid, token);
            // What is suspended stays off, whoever has switched it on behind our back.
            if (service is { State: ServiceState.Suspended, Observed: ObservedState.Running } && !await lifecycle.IsBusyAsync(serviceId, token))
                await lifecycle.AddAsync(service, LifecycleKind.Suspend, "The machine runs although the service is suspended.", token);
            return Done.Value;
        },
        ct);

    private async Task StrayAsync(MachineSummary machine, VmAllocation? allocation, CancellationToken ct)
    {
        var looked = await provisioner.LookAsync(machine.Vmid, ct);
        // Unknown is unknown, and a copy under way is nobody's stray: the next run looks again.
        if (looked.Fault is not null || looked.Value is not { IsBeingMade: false } details)
            return;
        if (allocation is { State: VmAllocationState.Tombstone, ServiceId: { } former } && details.LabelledFor == former)
        {
            await RemoveLeftoverAsync(details, former, ct);
            return;
        }

        await uow.RunAsync<Done>(
            async token =>
            {
                var cluster = provisioner.Cluster;
                if (await store.FindAsync<VmAllocation>(a => a.Cluster == cluster && a.Vmid == machine.Vmid, token) is { State: VmAllocationState.Live })
                    return Done.Value;
                var details = $"Machine {machine.Vmid} ({machine.Name}) on {machine.Node} belongs to no service in our books.";
                if (allocation is null && provisioner.Range.Contains(machine.Vmid))
                    store.Add(VmAllocation.Quarantined(ids.NewId(), cluster, machine.Vmid, details, clock.GetUtcNow(), options.Value.Quarantine));
                await findings.ReportAsync(cluster, machine.Vmid, MachineFindingKind.UnknownMachine, null, details, token);
                return Done.Value;
            },
            ct);
    }

    private async Task RemoveLeftoverAsync(MachineDetails machine, Guid serviceId, CancellationToken ct)
    {
        var place = new MachinePlace(provisioner.Cluster, machine.Node, machine.Vmid);
        // A running machine is only switched off now; the next run destroys it.
        if (machine.Power is ObservedState.Running)
            await provisioner.PowerAsync(place, PowerAction.Stop, ct);
        else
            await provisioner.DestroyAsync(place, serviceId, ct);
    }

    private async Task ReportMissingAsync(IReadOnlyList<MachineSummary> seen, CancellationToken ct)
    {
        var cluster = provisioner.Cluster;
        var vmids = seen.Select(m => m.Vmid).ToHashSet();
        var active = await store.ListAsync(
            store.Query<Service>().Where(s => s.Cluster == cluster && (s.State == ServiceState.Active || s.State == ServiceState.Suspended) && s.Vmid != null)
                .Select(s => new { s.Id, Vmid = s.Vmid!.Value, s.Label }),
            ct);
        foreach (var service in active.Where(s => !vmids.Contains(s.Vmid)))
        {
            if (await provisioner.LookAsync(service.Vmid, ct) is not { Fault: null, Value: null })
                continue;
            await uow.RunAsync<Done>(
                async token =>
                {
                    var row = await store.FindLockedAsync<Service>(service.Id, token);
                    row?.Observe(ObservedState.Unknown, null, clock.GetUtcNow());
                    await findings.ReportAsync(
                        cluster, service.Vmid, MachineFindingKind.MissingMachine, service.Id,
                        $"{service.Label} is sold, but the provider has no machine {service.Vmid}.", token);
                    return Done.Value;
                },
                ct);
        }
    }

    private async Task ResolveAsync(int vmid, CancellationToken ct)
    {
        var cluster = provisioner.Cluster;
        foreach (var finding in await store.FindAllAsync<MachineFinding>(
            f => f.Cluster == cluster && f.Vmid == vmid && f.ResolvedAt == null, ct))
        {
            finding.Resolve(clock.GetUtcNow());
        }
    }
}
