using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations.Handoff;

namespace EzSolutions.Domain.Conversations;

public sealed partial class Conversation
{
    /// <summary>Appends what the customer typed. A resolved conversation opens again, with the bot.</summary>
    /// <param name="attachments">A card that lists the files sent with it; the text may then be empty.</param>
    /// <param name="externalId">The sender's own id for it (C01).</param>
    public Result<Entry> ReceiveFromCustomer(
        EntryStamp stamp, string? text, string? externalId, MessageLimit limit, Func<EntryStamp> more, Card? attachments = null)
    {
        var accepted = MessageText.Accept(text);
        if (!accepted.IsSuccess && (attachments is null || accepted.Error != ConversationErrors.MessageEmpty))
            return accepted.Error;
        if (CountInbound(stamp.At, limit) is { } tooFast)
            return tooFast;

        if (!(AwaitsRating && TypedRating.TryRead(text, out _, out _)))
            ReopenForCustomer(more);
        var entry = Append(stamp, EntryKind.Message, CustomerAuthor(), accepted.IsSuccess ? accepted.Value : null);
        entry.Card = attachments;
        Subject ??= entry.Text is { } first ? MessageText.Shorten(first, SubjectLength) : null;
        return Received(entry, externalId);
    }

    /// <summary>Appends a pressed button or a sent form; its label is what is shown.</summary>
    public Result<Entry> ReceiveAction(EntryStamp stamp, EntryAction action, string? externalId, MessageLimit limit, Func<EntryStamp> more)
    {
        if (CountInbound(stamp.At, limit) is { } tooFast)
            return tooFast;

        if (!action.LeavesResolved)
            ReopenForCustomer(more);
        if (action.ActionId == EntryAction.StopWaiting)
            LeaveQueue(more);
        var entry = Append(stamp, EntryKind.Message, CustomerAuthor(), action.Label);
        entry.Action = action;
        return Received(entry, externalId);
    }

    /// <summary>C02: the bot speaks only while it owns the conversation.</summary>
    public Result<Entry> Say(EntryStamp stamp, string? text, Card? card = null, string? key = null, Guid? replaces = null) =>
        Owner.Kind == OwnerKind.Bot ? Tell(stamp, Author.Bot, text, card, key, replaces) : ConversationErrors.OwnedByOther;

    /// <summary>News from the system (progress, payment received): as the bot while it owns the conversation, else as the system (C02).</summary>
    public Entry Announce(EntryStamp stamp, string? text, Card? card = null, string? key = null, Guid? replaces = null) =>
        Tell(stamp, Owner.Kind == OwnerKind.Bot ? Author.Bot : Author.System, text, card, key, replaces);

    /// <summary>C02: staff speak only in a conversation they own.</summary>
    public Result<Entry> SayAsStaff(EntryStamp stamp, Colleague staff, string? text, string? externalId)
    {
        if (State == ConversationState.Resolved)
            return ConversationErrors.Resolved;
        if (!Owner.IsStaff(staff.Id))
            return Owner.Kind == OwnerKind.Staff ? ConversationErrors.OwnedByOther : ConversationErrors.NotOwned;
        var accepted = MessageText.Accept(text);
        if (!accepted.IsSuccess)
            return accepted.Error;

        var entry = Append(stamp, EntryKind.Message, staff.AsAuthor(), accepted.Value);
        entry.ExternalId = externalId;
        WaitingSince = null;
        AssignedAt = null;
        AnsweredBy = staff.Id;
        return entry;
    }

    /// <summary>C03: a note stays among staff.</summary>
    public Result<Entry> AddNote(EntryStamp stamp, Colleague staff, string? text, string? externalId)
    {
        var accepted = MessageText.Accept(text);
        if (!accepted.IsSuccess)
            return accepted.Error;
        var entry = Append(stamp, EntryKind.Note, staff.AsAuthor(), accepted.Value);
        entry.ExternalId = externalId;
        return entry;
    }

    /// <summary>The turn is over: its replies are appended, and what it answered is marked.</summary>
    public void CompleteTurn(long handledUpTo, string? dialogueState)
    {
        HandledUpTo = Math.Max(HandledUpTo, Math.Min(handledUpTo, LastInboundSequence));
        DialogueState = dialogueState ?? DialogueState;
        FailedTurns = 0;
    }

    /// <summary>What the dialogue is to know before its next turn.</summary>
    public void Remember(string dialogueState) => DialogueState = dialogueState;

    /// <summary>C06: after <paramref name="limit"/> failures in a row the conversation is passed to staff, visibly.</summary>
    /// <returns>Whether the bot is to try again.</returns>
    public bool RecordFailedTurn(int limit, Func<EntryStamp> stamps)
    {
        if (!AwaitsTurn)
            return false;
        FailedTurns++;
        if (FailedTurns < limit)
            return true;
        EnterQueue(stamps, "The assistant could not answer; see the log.");
        return false;
    }

    private Author CustomerAuthor() => new(AuthorKind.Customer, VisitorName ?? Conversations.VisitorName.Unknown);

    private Entry Tell(EntryStamp stamp, Author author, string? text, Card? card, string? key, Guid? replaces)
    {
        var entry = Append(stamp, card is null ? EntryKind.Message : EntryKind.Card, author, text is null ? null : MessageText.Clean(text));
        entry.Card = card;
        entry.Key = key;
        entry.Replaces = replaces;
        return entry;
    }

    private Entry Received(Entry entry, string? externalId)
    {
        entry.ExternalId = externalId;
        LastInboundSequence = entry.Sequence;
        if (Owner.Kind != OwnerKind.Bot)
        {
            // A person answers this one; the bot stays silent (C02).
            HandledUpTo = LastInboundSequence;
            WaitingSince ??= entry.CreatedAt;
        }
        return entry;
    }

    private Error? CountInbound(DateTimeOffset now, MessageLimit limit)
    {
        var windowEnd = InboundWindowStart + limit.Window;
        if (now >= windowEnd)
        {
            InboundWindowStart = now;
            InboundWindowCount = 0;
        }
        else if (InboundWindowCount >= limit.Messages)
        {
            return ConversationErrors.TooManyMessages(windowEnd - now);
        }
        InboundWindowCount++;
        return null;
    }

    private void ReopenForCustomer(Func<EntryStamp> stamps)
    {
        if (State != ConversationState.Resolved)
            return;
        State = ConversationState.Open;
        Owner = ConversationOwner.Bot;
        AwaitsRating = false;
        AppendEvent(stamps(), "The conversation is open again.");
    }
}
