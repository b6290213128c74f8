using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.Reconciliation;

public enum ReconciliationState
{
    Running,

    /// <summary>Everything was looked at and nothing was found.</summary>
    AllClear,
    Findings,

    /// <summary>Something could not be looked at, so nothing is said about it.</summary>
    Incomplete,
}

/// <summary>One comparison of our books with themselves and with the gateways. An all-clear is recorded too.</summary>
public sealed class ReconciliationRun : Aggregate
{
    private ReconciliationRun(Guid id)
        : base(id)
    {
    }

    private ReconciliationRun()
    {
    }

    public string StartedBy { get; private set; } = "";

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public ReconciliationState State { get; private set; }

    /// <summary>How many are open after it.</summary>
    public int OpenFindings { get; private set; }

    /// <summary>What could not be looked at, if anything.</summary>
    public string? Note { get; private set; }

    public static ReconciliationRun Start(Guid id, string by, DateTimeOffset at) =>
        new(id) { StartedBy = by, StartedAt = at, State = ReconciliationState.Running };

    public void End(int openFindings, string? missed, DateTimeOffset at) =>
        (State, OpenFindings, Note, EndedAt) = (
            missed is not null ? ReconciliationState.Incomplete : openFindings == 0 ? ReconciliationState.AllClear : ReconciliationState.Findings,
            openFindings, missed, at);
}
