using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Conversations;

public enum EntryKind
{
    Message,
    Card,

    /// <summary>Something that happened: takeover, return, sign-in, resolve, reopen.</summary>
    Event,

    /// <summary>C03: for staff only; reaches neither the customer, another channel, nor a model.</summary>
    Note,
}

public enum AuthorKind
{
    Customer,
    Bot,
    Staff,
    System,
}

/// <summary>Who said it; always set by the server (C07).</summary>
/// <param name="StaffId">Set when <paramref name="Kind"/> is staff.</param>
public sealed record Author(AuthorKind Kind, string Name, Guid? StaffId = null)
{
    public static readonly Author Bot = new(AuthorKind.Bot, "Assistant");

    public static readonly Author System = new(AuthorKind.System, "System");
}

/// <summary>A button that was pressed, or a form that was sent, on an earlier card.</summary>
/// <param name="EntryId">The card's entry.</param>
/// <param name="Label">The button's label as shown then.</param>
public sealed record EntryAction(Guid EntryId, string ActionId, string Label, IReadOnlyDictionary<string, string>? Values = null)
{
    /// <summary>Buttons that say something about what is over, a rating or a transcript, begin with this; they do not open it again.</summary>
    public const string AfterwardsPrefix = "after:";

    /// <summary>The button of a customer who waits for a person and would rather go on with the bot.</summary>
    public const string StopWaiting = "stop-waiting";

    internal bool LeavesResolved => ActionId.StartsWith(AfterwardsPrefix, StringComparison.Ordinal);
}

/// <summary>
/// One line of a conversation's only log. Appended under the conversation's row lock with the next sequence number (C01); never changed
/// afterwards: an update is a new entry that <see cref="Replaces"/> an earlier one.
/// </summary>
public sealed class Entry : Entity
{
    internal Entry(Guid id, Guid conversationId, long sequence, EntryKind kind, Author author, DateTimeOffset createdAt)
        : base(id)
    {
        ConversationId = conversationId;
        Sequence = sequence;
        Kind = kind;
        Author = author;
        CreatedAt = createdAt;
    }

    private Entry()
    {
    }

    public Guid ConversationId { get; private set; }

    /// <summary>1, 2, 3 ... without gaps per conversation.</summary>
    public long Sequence { get; private set; }

    public EntryKind Kind { get; private set; }

    public Author Author { get; private set; } = Author.System;

    public string? Text { get; internal set; }

    public Card? Card { get; internal set; }

    public EntryAction? Action { get; internal set; }

    /// <summary>The entry this one stands in for; clients show this at that one's place.</summary>
    public Guid? Replaces { get; internal set; }

    /// <summary>Names a card that updates in place: the next entry with the same key replaces this one.</summary>
    public string? Key { get; internal set; }

    /// <summary>What happened, in the words of channels, where an event has a name there: see <see cref="Handoff.HandoffSteps"/>.</summary>
    public string? Event { get; internal set; }

    /// <summary>C01: the id the channel or client gave it; unique per conversation.</summary>
    public string? ExternalId { get; internal set; }

    public DateTimeOffset CreatedAt { get; private set; }
}
