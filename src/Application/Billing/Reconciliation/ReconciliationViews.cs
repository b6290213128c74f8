using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing.Reconciliation;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Reconciliation;

/// <param name="State">running, all_clear, findings, incomplete.</param>
/// <param name="Note">What could not be looked at, if anything.</param>
public sealed record ReconciliationRunView(Guid Id, string StartedBy, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string State, int OpenFindings, string? Note);

/// <param name="Kind">paid_unprovisioned, captured_unbooked, booked_uncaptured, inbox_leftover, wallet_mismatch, number_gap.</param>
/// <param name="State">open, fixed, gone.</param>
public sealed record FindingView(Guid Id, string Kind, string Subject, string Detail, string State, DateTimeOffset FoundAt, DateTimeOffset? EndedAt, string? Outcome);

/// <summary>What was compared and how it ended, newest first; all-clears too.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record ListReconciliationRuns(PageRequest Page) : IQuery<Page<ReconciliationRunView>>;

internal sealed class ListReconciliationRunsHandler(IStore store) : IRequestHandler<ListReconciliationRuns, Result<Page<ReconciliationRunView>>>
{
    public async Task<Result<Page<ReconciliationRunView>>> Handle(ListReconciliationRuns request, CancellationToken cancellationToken) =>
        await store.NewestFirstAsync(store.Query<ReconciliationRun>(), request.Page, ReconciliationViews.From, cancellationToken);
}

/// <summary>What does not agree, newest first.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record ListFindings(PageRequest Page, FindingState? State = null) : IQuery<Page<FindingView>>;

internal sealed class ListFindingsHandler(IStore store) : IRequestHandler<ListFindings, Result<Page<FindingView>>>
{
    public async Task<Result<Page<FindingView>>> Handle(ListFindings request, CancellationToken cancellationToken)
    {
        var findings = store.Query<ReconciliationFinding>();
        if (request.State is { } state)
            findings = findings.Where(f => f.State == state);
        return await store.NewestFirstAsync(findings, request.Page, ReconciliationViews.From, cancellationToken);
    }
}

internal static class ReconciliationViews
{
    public static ReconciliationRunView From(ReconciliationRun run) =>
        new(run.Id, run.StartedBy, run.StartedAt, run.EndedAt, run.State.Word(), run.OpenFindings, run.Note);

    public static FindingView From(ReconciliationFinding finding) => new(
        finding.Id, finding.Kind.Word(), finding.Subject, finding.Detail, finding.State.Word(), finding.FoundAt, finding.EndedAt, finding.Outcome);
}
