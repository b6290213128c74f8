using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Provisioning;

/// <param name="Kind">unknown_machine, missing_machine, stuck_clone or foreign_machine.</param>
public sealed record MachineFindingView(
    Guid Id, string Cluster, int Vmid, MachineFindingKind Kind, Guid? ServiceId, string Details, DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt,
    DateTimeOffset? ResolvedAt);

/// <summary>What the reconciliation found, newest first.</summary>
[Access(Audience.Staff)]
public sealed record ListMachineFindings(PageRequest Page, bool OpenOnly = true) : IQuery<Page<MachineFindingView>>;

/// <summary>Staff say a finding is settled. Errors: finding_not_found.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Support])]
public sealed record ResolveMachineFinding(Guid FindingId) : ICommand<Done>;

/// <summary>Runs the reconciliation soon, on request of staff.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Support])]
public sealed record RequestReconciliation : ICommand<Done>;

internal sealed class ListMachineFindingsValidator : AbstractValidator<ListMachineFindings>
{
    public ListMachineFindingsValidator() => RuleFor(r => r.Page).SetValidator(new KeysetPageValidator());
}

internal sealed class ListMachineFindingsHandler(IStore store) : IRequestHandler<ListMachineFindings, Result<Page<MachineFindingView>>>
{
    public async Task<Result<Page<MachineFindingView>>> Handle(ListMachineFindings request, CancellationToken cancellationToken)
    {
        var query = store.Query<MachineFinding>();
        if (request.OpenOnly)
            query = query.Where(f => f.ResolvedAt == null);
        if (request.Page.After is { } after)
        {
            var last = Guid.Parse(after);
            query = query.Where(f => f.Id.CompareTo(last) < 0);
        }

        var rows = await store.ListAsync(
            query.OrderByDescending(f => f.Id).Take(request.Page.Limit + 1).Select(f => new MachineFindingView(
                f.Id, f.Cluster, f.Vmid, f.Kind, f.ServiceId, f.Details, f.FirstSeenAt, f.LastSeenAt, f.ResolvedAt)),
            cancellationToken);
        List<MachineFindingView> shown = [.. rows.Take(request.Page.Limit)];
        return new Page<MachineFindingView>(shown, rows.Count > shown.Count ? shown[^1].Id.ToString() : null);
    }
}

internal sealed class ResolveMachineFindingHandler(IStore store, TimeProvider clock) : IRequestHandler<ResolveMachineFinding, Result<Done>>
{
    private static readonly Error NotFound = Error.NotFound("finding_not_found", "There is no such finding.");

    public async Task<Result<Done>> Handle(ResolveMachineFinding request, CancellationToken cancellationToken)
    {
        if (await store.FindLockedAsync<MachineFinding>(request.FindingId, cancellationToken) is not { } finding)
            return NotFound;
        finding.Resolve(clock.GetUtcNow());
        return Result.Done;
    }
}

internal sealed class RequestReconciliationHandler(IJobQueue jobs) : IRequestHandler<RequestReconciliation, Result<Done>>
{
    public async Task<Result<Done>> Handle(RequestReconciliation request, CancellationToken cancellationToken)
    {
        await jobs.EnqueueAsync(new ReconcileMachines(), cancellationToken);
        return Result.Done;
    }
}
