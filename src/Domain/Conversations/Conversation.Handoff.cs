using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations.Handoff;

namespace EzSolutions.Domain.Conversations;

public sealed partial class Conversation
{
    private const int SummaryLength = 500;

    /// <summary>What the customer wants, or last wanted, a person for.</summary>
    public HandoffTopic Topic { get; private set; }

    /// <summary>When the queue gave it to its owner, while they have not answered; null once they have, or took it themselves.</summary>
    public DateTimeOffset? AssignedAt { get; private set; }

    /// <summary>The place in the queue the customer was last told.</summary>
    public int? QueuePosition { get; private set; }

    public DateTimeOffset? QueueToldAt { get; private set; }

    /// <summary>Who answered the customer since it was last resolved or returned: whom a rating is about.</summary>
    public Guid? AnsweredBy { get; private set; }

    /// <summary>A rating was asked for and is not given yet; a typed one is then taken as such and opens nothing.</summary>
    public bool AwaitsRating { get; private set; }

    /// <summary>The card that tells the place in the queue; one a wait, updated in place.</summary>
    private string QueueKey => $"queue:{WaitingSince?.UtcTicks ?? 0}";

    /// <summary>The queue gives it to somebody (C02). Does nothing to one that does not wait any more.</summary>
    public bool AssignFromQueue(EntryStamp stamp, Colleague staff)
    {
        if (State != ConversationState.Open || Owner.Kind != OwnerKind.Queue)
            return false;
        Assign(staff);
        Accepted(AppendEvent(stamp, $"{staff.Name} joined the conversation."), staff);
        AssignedAt = stamp.At;
        return true;
    }

    /// <summary>Whoever it was given to went away before they answered: back to the front, for its wait goes on.</summary>
    public bool Requeue(EntryStamp stamp)
    {
        if (State != ConversationState.Open || Owner.Kind != OwnerKind.Staff || AssignedAt is null)
            return false;
        var name = Owner.Name;
        Owner = ConversationOwner.Queue;
        WaitingSince ??= AssignedAt;
        LeaveDesk();
        AppendEvent(stamp, $"{name} had to leave. Somebody else will answer you here.").Event = HandoffSteps.Failed;
        Raise(new HandoffFailed(Id));
        return true;
    }

    /// <summary>Back into the queue for people who know a topic, with a note for them (C03).</summary>
    public Result<Done> TransferToTopic(Func<EntryStamp> stamps, Colleague from, HandoffTopic topic, string? note)
    {
        if (RefusalFor(from) is { } refusal)
            return refusal;
        if (!string.IsNullOrWhiteSpace(note))
        {
            var written = AddNote(stamps(), from, note, null);
            if (!written.IsSuccess)
                return written.Error;
        }
        Topic = topic;
        Owner = ConversationOwner.Queue;
        HandledUpTo = LastInboundSequence;
        LeaveDesk();
        var passed = AppendEvent(stamps(), $"{from.Name} passed the conversation to our {topic.ToString().ToLowerInvariant()} team.");
        passed.Event = HandoffSteps.Initiate;
        WaitingSince ??= passed.CreatedAt;
        Raise(new HandoffInitiated(Id, Channel, topic));
        return Result.Done;
    }

    // Whoever waits may change their mind; once somebody has come, they are there.
    private void LeaveQueue(Func<EntryStamp> stamps)
    {
        if (Owner.Kind != OwnerKind.Queue)
            return;
        Raise(new QueueLeft(Id, Locale, QueuePosition is null ? null : QueueKey));
        Owner = ConversationOwner.Bot;
        WaitingSince = null;
        LeaveDesk();
        AppendEvent(stamps(), "The customer goes on with the assistant.").Event = HandoffSteps.Completed;
    }

    /// <summary>The customer is told their place, when it is another one and they were not told just now.</summary>
    public bool TellPosition(int position, int? waitMinutes, DateTimeOffset now, TimeSpan pause)
    {
        if (Owner.Kind != OwnerKind.Queue || QueuePosition == position || now - QueueToldAt < pause)
            return false;
        QueuePosition = position;
        QueueToldAt = now;
        Raise(new QueuePositionChanged(Id, Locale, QueueKey, position, waitMinutes));
        return true;
    }

    /// <summary>Said visibly, and counted: what was said here has gone out by e-mail.</summary>
    public void TellTranscript(EntryStamp stamp, string address) =>
        AppendEvent(stamp, $"The transcript was sent to {address}.").Event = HandoffSteps.Transcript;

    /// <summary>The rating was given.</summary>
    public void Rated() => AwaitsRating = false;

    private void Accepted(Entry told, Colleague staff)
    {
        told.Event = HandoffSteps.Accepted;
        Raise(new HandoffAccepted(Id, Locale, staff.Name, QueuePosition is null ? null : QueueKey));
        LeaveDesk();
    }

    private void Completed(Entry told, Colleague staff, string? summary = null)
    {
        told.Event = HandoffSteps.Completed;
        var resolved = State == ConversationState.Resolved;
        AwaitsRating = resolved && AnsweredBy is not null;
        Raise(new HandoffCompleted(Id, Locale, staff, resolved, summary, AwaitsRating ? AnsweredBy : null));
        AnsweredBy = null;
        LeaveDesk();
    }

    private void LeaveDesk() => (AssignedAt, QueuePosition, QueueToldAt) = (null, null, null);

    private static string? CleanSummary(string? summary) =>
        string.IsNullOrWhiteSpace(summary) ? null : MessageText.Shorten(MessageText.Clean(summary), SummaryLength);
}
