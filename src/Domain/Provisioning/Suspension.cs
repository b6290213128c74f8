namespace EzSolutions.Domain.Provisioning;

public enum SuspensionReason
{
    NonPayment,
    Abuse,
    Staff,
}

public enum TerminationReason
{
    NonPayment,

    /// <summary>The customer's own wish.</summary>
    Cancelled,
    Abuse,
    Staff,
}

/// <summary>One reason for which a service is switched off; several can hold at once, and each is lifted on its own (O07).</summary>
public sealed class Suspension
{
    internal Suspension(Guid id, SuspensionReason reason, string note, string by, DateTimeOffset now)
    {
        Id = id;
        Reason = reason;
        Note = note;
        By = by;
        Since = now;
    }

    private Suspension()
    {
    }

    public Guid Id { get; private set; }

    public SuspensionReason Reason { get; private set; }

    /// <summary>For staff.</summary>
    public string Note { get; private set; } = "";

    public string By { get; private set; } = "";

    public DateTimeOffset Since { get; private set; }

    public DateTimeOffset? LiftedAt { get; private set; }

    public bool Holds => LiftedAt is null;

    internal void Lift(DateTimeOffset now) => LiftedAt = now;
}
