using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.Reconciliation;

public enum FindingKind
{
    /// <summary>An order was paid and nothing of it was started.</summary>
    PaidUnprovisioned,

    /// <summary>A gateway took money that our books do not have.</summary>
    CapturedUnbooked,

    /// <summary>Our books have money that the gateway did not take.</summary>
    BookedUncaptured,

    /// <summary>An event waits too long, or matched nothing.</summary>
    InboxLeftover,

    /// <summary>A wallet's balance is not the sum of its postings (M04).</summary>
    WalletMismatch,

    /// <summary>A number of a gapless series is missing (M08).</summary>
    NumberGap,
}

public enum FindingState
{
    Open,

    /// <summary>Its fix was carried out.</summary>
    Fixed,

    /// <summary>A later run did not find it any more.</summary>
    Gone,
}

/// <summary>Something that does not agree, with the one fix there is for its kind. The same matter is one row however often it is found.</summary>
public sealed class ReconciliationFinding : Aggregate
{
    private ReconciliationFinding(Guid id)
        : base(id)
    {
    }

    private ReconciliationFinding()
    {
    }

    public FindingKind Kind { get; private set; }

    /// <summary>What it is about: an order, a payment, an event, a wallet, a number. One open finding per kind and subject.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>For staff, plain words.</summary>
    public string Detail { get; private set; } = "";

    public FindingState State { get; private set; }

    public Guid FirstRunId { get; private set; }

    public Guid LastRunId { get; private set; }

    public DateTimeOffset FoundAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Who had it fixed, and what came of it.</summary>
    public string? Outcome { get; private set; }

    public static ReconciliationFinding Open(Guid id, FindingKind kind, string subject, string detail, Guid runId, DateTimeOffset at) => new(id)
    {
        Kind = kind,
        Subject = subject,
        Detail = detail,
        State = FindingState.Open,
        FirstRunId = runId,
        LastRunId = runId,
        FoundAt = at,
    };

    public void SeenAgain(Guid runId, string detail) => (LastRunId, Detail) = (runId, detail);

    public void Gone(DateTimeOffset at)
    {
        if (State == FindingState.Open)
            (State, EndedAt) = (FindingState.Gone, at);
    }

    public void Fixed(string outcome, DateTimeOffset at)
    {
        if (State == FindingState.Open)
            (State, Outcome, EndedAt) = (FindingState.Fixed, outcome, at);
    }
}
