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

/// <summary>One verified event of a gateway, stored before it is understood (O02). Unique by (provider, event id) (M05).</summary>
public sealed class InboxEvent : Aggregate
{
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

    public static InboxEvent Receive(Guid id, string provider, string eventId, string type, string payload, DateTimeOffset at) => new(id)
    {
        Provider = provider,
        EventId = eventId,
        Type = type,
        Payload = payload,
        State = InboxState.Received,
        ReceivedAt = at,
    };

    public void Handled(InboxState outcome, string note, DateTimeOffset at)
    {
        if (outcome == InboxState.Received)
            throw new ArgumentException("Handling has an outcome.", nameof(outcome));
        (State, Note, HandledAt) = (outcome, note, at);
    }

    /// <summary>Staff ask for another look, e.g. after putting right what it did not match.</summary>
    public Result<Done> LookAgain()
    {
        if (State is not (InboxState.Unmatched or InboxState.Received) || Payload is null)
            return BillingErrors.EventNotRepeatable;
        State = InboxState.Received;
        return Done.Value;
    }

    public void DropPayload() => Payload = null;
}
