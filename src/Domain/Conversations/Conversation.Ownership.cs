using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations.Handoff;

namespace EzSolutions.Domain.Conversations;

public sealed partial class Conversation
{
    /// <summary>A member of staff becomes the owner. What the bot had not answered yet is theirs to answer (C02).</summary>
    public Result<Done> TakeOver(EntryStamp stamp, Colleague staff)
    {
        if (Owner.IsStaff(staff.Id))
            return Result.Done;
        if (RefusalFor(staff, takingOver: true) is { } refusal)
            return refusal;
        var before = Owner.Kind == OwnerKind.Staff ? Owner.Name : null;
        Assign(staff);
        Accepted(
            AppendEvent(stamp, before is null ? $"{staff.Name} joined the conversation." : $"{staff.Name} took the conversation over from {before}."), staff);
        return Result.Done;
    }

    /// <param name="summary">What was done, for the customer and the bot; notes stay where they are (C03).</param>
    public Result<Done> ReturnToBot(EntryStamp stamp, Colleague staff, string? summary = null)
    {
        if (RefusalFor(staff) is { } refusal)
            return refusal;
        if (Owner.Kind == OwnerKind.Bot)
            return Result.Done;
        Owner = ConversationOwner.Bot;
        WaitingSince = null;
        Completed(AppendEvent(stamp, $"{staff.Name} handed the conversation back to the assistant."), staff, CleanSummary(summary));
        return Result.Done;
    }

    public Result<Done> Transfer(EntryStamp stamp, Colleague from, Colleague to)
    {
        if (RefusalFor(from) is { } refusal)
            return refusal;
        if (Owner.IsStaff(to.Id))
            return Result.Done;
        Assign(to);
        LeaveDesk();
        AppendEvent(stamp, from.Id == to.Id ? $"{to.Name} joined the conversation." : $"{from.Name} passed the conversation to {to.Name}.");
        return Result.Done;
    }

    public Result<Done> Resolve(EntryStamp stamp, Colleague staff)
    {
        if (RefusalFor(staff) is { } refusal)
            return refusal;
        State = ConversationState.Resolved;
        Owner = ConversationOwner.Bot;
        HandledUpTo = LastInboundSequence;
        WaitingSince = null;
        Completed(AppendEvent(stamp, $"{staff.Name} marked the conversation as resolved."), staff);
        return Result.Done;
    }

    /// <summary>Opens it again, for the one who asks.</summary>
    public Result<Done> Reopen(EntryStamp stamp, Colleague staff)
    {
        if (State != ConversationState.Resolved)
            return ConversationErrors.NotResolved;
        State = ConversationState.Open;
        AwaitsRating = false;
        Assign(staff);
        AppendEvent(stamp, $"{staff.Name} reopened the conversation.");
        return Result.Done;
    }

    /// <summary>Waits for a person from now on; said visibly to the customer (C06), with the reason for staff alone (C03).</summary>
    public void EnterQueue(Func<EntryStamp> stamps, string reason, HandoffTopic topic = HandoffTopic.General)
    {
        if (Owner.Kind == OwnerKind.Queue)
            return;
        Owner = ConversationOwner.Queue;
        HandledUpTo = LastInboundSequence;
        FailedTurns = 0;
        var passed = AppendEvent(stamps(), "Passed to our staff. A person will answer you here.");
        passed.Event = HandoffSteps.Initiate;
        WaitingSince = passed.CreatedAt;
        Topic = topic;
        LeaveDesk();
        Raise(new HandoffInitiated(Id, Channel, topic));
        Append(stamps(), EntryKind.Note, Author.System, MessageText.Shorten(MessageText.Clean(reason), 500));
    }

    private void Assign(Colleague staff)
    {
        Owner = ConversationOwner.Of(staff);
        HandledUpTo = LastInboundSequence;
        FailedTurns = 0;
    }

    /// <summary>What is a colleague's is theirs; only an administrator may take it over from them, and then it is the administrator's own.</summary>
    private Error? RefusalFor(Colleague staff, bool takingOver = false)
    {
        if (State == ConversationState.Resolved)
            return ConversationErrors.Resolved;
        return Owner.Kind == OwnerKind.Staff && !Owner.IsStaff(staff.Id) && !(takingOver && staff.IsAdmin) ? ConversationErrors.OwnedByOther : null;
    }
}
