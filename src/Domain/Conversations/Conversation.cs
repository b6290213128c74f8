using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Conversations;

/// <summary>
/// One customer's conversation: who owns it, who the customer is, how far it is answered. Everything visible is an <see cref="Entry"/>,
/// appended here with the next sequence number (C01); load it under its row lock before changing it.
/// </summary>
public sealed partial class Conversation : Aggregate
{
    public const string WidgetChannel = "widget";
    public const string DirectLineChannel = "directline";
    private const int SubjectLength = 80;

    private readonly List<Entry> _appended = [];

    private Conversation(Guid id)
        : base(id)
    {
    }

    private Conversation()
    {
    }

    public string Channel { get; private set; } = WidgetChannel;

    /// <summary>What is said here has to be sent to somebody else's service; elsewhere our own clients fetch it.</summary>
    public bool IsDelivered => Channel is not (WidgetChannel or DirectLineChannel);

    /// <summary>
    /// Nobody but the customer and us reads along. Where others do, in a channel or group, nobody is signed in, so nothing personal can be told: the
    /// one place that rule is kept, by the database too.
    /// </summary>
    public bool IsPrivate { get; private set; } = true;

    public ConversationState State { get; private set; }

    public ConversationOwner Owner { get; private set; } = ConversationOwner.Bot;

    /// <summary>BCP 47 tag.</summary>
    public string Locale { get; private set; } = "en";

    public string? Subject { get; private set; }

    /// <summary>Network address it was opened from; counted by the limit of open conversations.</summary>
    public string? OriginAddress { get; private set; }

    /// <summary>The sequence number of the newest entry.</summary>
    public long LastSequence { get; private set; }

    /// <summary>The newest entry that came from the customer.</summary>
    public long LastInboundSequence { get; private set; }

    /// <summary>C06: everything the customer sent up to here is answered, or is for a person to answer.</summary>
    public long HandledUpTo { get; private set; }

    /// <summary>The customer's own reading position.</summary>
    public long CustomerReadUpTo { get; private set; }

    /// <summary>The dialogue's own versioned JSON.</summary>
    public string? DialogueState { get; private set; }

    /// <summary>Turns in a row that did not succeed.</summary>
    public int FailedTurns { get; private set; }

    /// <summary>Since when the customer waits for a person.</summary>
    public DateTimeOffset? WaitingSince { get; private set; }

    public DateTimeOffset LastActivityAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    private DateTimeOffset InboundWindowStart { get; set; }

    private int InboundWindowCount { get; set; }

    /// <summary>There is something the bot has yet to answer.</summary>
    public bool AwaitsTurn => Owner.Kind == OwnerKind.Bot && HandledUpTo < LastInboundSequence;

    public static Conversation Open(
        Guid id, string channel, string? locale, string? originAddress, DateTimeOffset now, bool isPrivate = true) => new(id)
        {
            Channel = channel,
            IsPrivate = isPrivate,
            Locale = LocaleTag.Clean(locale) ?? "en",
            OriginAddress = originAddress,
            CreatedAt = now,
            LastActivityAt = now,
            InboundWindowStart = now,
        };

    /// <summary>Hands over the entries appended since the last call, to be stored.</summary>
    public IReadOnlyList<Entry> TakeAppended()
    {
        var taken = _appended.ToArray();
        _appended.Clear();
        return taken;
    }

    /// <param name="locale">BCP 47 tag; what is none changes nothing.</param>
    public void SpeakIn(string locale) => Locale = LocaleTag.Clean(locale) ?? Locale;

    public void MarkRead(long sequence) =>
        CustomerReadUpTo = Math.Clamp(sequence, CustomerReadUpTo, Math.Max(LastSequence, CustomerReadUpTo));

    private Entry Append(EntryStamp stamp, EntryKind kind, Author author, string? text)
    {
        LastSequence++;
        LastActivityAt = stamp.At;
        var entry = new Entry(stamp.Id, Id, LastSequence, kind, author, stamp.At) { Text = text };
        _appended.Add(entry);
        return entry;
    }

    private Entry AppendEvent(EntryStamp stamp, string text) => Append(stamp, EntryKind.Event, Author.System, text);
}
