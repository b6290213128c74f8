using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing;

public enum InboxState
{
    Received,
    Processed,

    /// <summary>Of a kind that means nothing to us.</summary>
    Ignored,

    /// <summary>Means something, but fits nothing of ours: kept, shown to staff, and an alarm was raised.</summary>
    Unmatched,
}

/// <summary>
/// One verified event of a gateway, stored before it is understood. Unique by (provider, event id) (M05). The row is its own job (O02): it carries
/// when it is to be looked at next, so nothing else has to be written before it is acknowledged.
/// </summary>
public sealed class InboxEvent : Aggregate
{
    /// <summary>After so many failures staff are told; the tries go on.</summary>
    public const int AttemptsBeforeAlarm = 8;

    /// <summary>How long whoever took the event in has it to itself.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);

    private InboxEvent(Guid id)
        : base(id)
    {
    }

    private InboxEvent()
    {
    }

    public string Provider { get; private set; } = "";

    public string EventId { get; private set; } = "";

    public string Type { get; private set; } = "";

    /// <summary>As received; dropped after 90 days, the row stays.</summary>
    public string? Payload { get; private set; }

    public InboxState State { get; private set; }

    /// <summary>What came of it, in plain words for staff.</summary>
    public string? Note { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    public DateTimeOffset? HandledAt { get; private set; }

    /// <summary>Looks at it that failed.</summary>
    public int Attempts { get; private set; }

    /// <summary>When it is looked at if nobody has by then; null once it is handled.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    public static InboxEvent Receive(Guid id, string provider, string eventId, string type, string payload, DateTimeOffset at) => new(id)
    {
        Provider = provider,
        EventId = eventId,
        Type = type,
        Payload = payload,
        State = InboxState.Received,
        ReceivedAt = at,
        NextAttemptAt = at + Lease,
    };

    public void Handled(InboxState outcome, string note, DateTimeOffset at)
    {
        if (outcome == InboxState.Received)
            throw new ArgumentException("Handling has an outcome.", nameof(outcome));
        (State, Note, HandledAt, NextAttemptAt) = (outcome, note, at, null);
    }

    /// <summary>It could not be looked at now, e.g. because the gateway is away: again later, with growing pauses, for as long as it takes.</summary>
    /// <returns>Whether staff are to be told, once.</returns>
    public bool Postpone(string reason, DateTimeOffset now)
    {
        Attempts++;
        Note = reason;
        var pause = FirstPause * Math.Pow(2, Math.Min(Attempts - 1, 10));
        NextAttemptAt = now + (pause < LongestPause ? pause : LongestPause);
        return Attempts == AttemptsBeforeAlarm;
    }

    /// <summary>Staff ask for another look, e.g. after putting right what it did not match.</summary>
    public Result<Done> LookAgain(DateTimeOffset now)
    {
        if (State is not (InboxState.Unmatched or InboxState.Received) || Payload is null)
            return BillingErrors.EventNotRepeatable;
        (State, Attempts, NextAttemptAt) = (InboxState.Received, 0, now + Lease);
        return Done.Value;
    }

    /// <summary>Once more, whatever came of it: what it has done already is not done twice (M05).</summary>
    public Result<Done> Replay(DateTimeOffset now)
    {
        if (Payload is null)
            return BillingErrors.EventNotRepeatable;
        (State, Attempts, NextAttemptAt) = (InboxState.Received, 0, now + Lease);
        return Done.Value;
    }

    public void DropPayload() => Payload = null;
}
