using EzSolutions.Application.Common;
using EzSolutions.Application.Support;
using EzSolutions.Domain.Provisioning;
using MediatR;

namespace EzSolutions.Application.Provisioning;

/// <summary>P04: writes differences between the provider and our books down, once each, and tells staff.</summary>
internal sealed class MachineFindings(IStore store, IIdGenerator ids, TimeProvider clock, IMediator mediator)
{
    /// <summary>Inside the caller's unit of work.</summary>
    public async Task ReportAsync(
        string cluster, int vmid, MachineFindingKind kind, Guid? serviceId, string details, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var known = await store.FindAsync<MachineFinding>(
            f => f.Cluster == cluster && f.Vmid == vmid && f.Kind == kind && f.ResolvedAt == null, ct);
        if (known is not null)
        {
            known.SeenAgain(details, now);
            return;
        }

        store.Add(MachineFinding.Report(ids.NewId(), cluster, vmid, kind, serviceId, details, now));
        await store.FlushAsync(ct);
        await mediator.Send(
            new OpenStaffTicket(
                $"Machine {vmid} in {cluster}: {InPlainWords(kind)}",
                $"{details}\nThe machine was not touched. Settle it on the provider, then run the reconciliation again.",
                $"machine:{cluster}/{vmid}/{kind}",
                ServiceId: serviceId),
            ct);
    }

    private static string InPlainWords(MachineFindingKind kind) => kind switch
    {
        MachineFindingKind.UnknownMachine => "belongs to no service",
        MachineFindingKind.MissingMachine => "is gone although its service is not",
        MachineFindingKind.StuckClone => "is locked by a copy that was killed",
        MachineFindingKind.ForeignMachine => "does not carry its service's label",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a finding."),
    };
}
