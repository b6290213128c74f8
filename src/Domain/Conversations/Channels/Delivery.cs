using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Conversations.Channels;

public enum DeliveryState
{
    /// <summary>Waits for its turn, or for its next try.</summary>
    Queued,

    /// <summary>Handed to the channel, which has not answered yet.</summary>
    Sending,

    /// <summary>The channel has taken it.</summary>
    Sent,

    /// <summary>The person's device has it.</summary>
    Delivered,
    Read,

    /// <summary>Will not be tried again by itself.</summary>
    Failed,

    /// <summary>May have arrived or not, and the channel cannot tell: never sent again by itself.</summary>
    Unknown,

    /// <summary>Never sent: what took its place was there before its turn came.</summary>
    Superseded,
}

/// <summary>
/// One entry on its way to an outside channel, made in the transaction that appended the entry. The row is its own job: it says when it is to be
/// worked on next, and before each call to the channel it says that it is being sent, so that a crash is never taken for "not sent".
/// </summary>
public sealed class Delivery : Aggregate
{
    /// <summary>Tries, and looks for what became of one, after which it is given up.</summary>
    public const int MaxAttempts = 8;

    /// <summary>How long whoever sends it has it to itself; the adapters' own time-outs are shorter.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LongestThrottle = TimeSpan.FromDays(1);

    private Delivery(Guid id)
        : base(id)
    {
    }

    private Delivery()
    {
    }

    public Guid ThreadId { get; private set; }

    public Guid ConversationId { get; private set; }

    public Guid EntryId { get; private set; }

    /// <summary>The entry's: what is sent keeps this order.</summary>
    public long Sequence { get; private set; }

    /// <summary>The entry whose place this one takes; its own when it takes none.</summary>
    public Guid PlaceId { get; private set; }

    public DeliveryState State { get; private set; }

    /// <summary>Calls to the channel that were begun.</summary>
    public int Attempts { get; private set; }

    /// <summary>When it is worked on next; null once there is nothing more to do.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    /// <summary>The channel's id of the message.</summary>
    public string? ExternalId { get; private set; }

    /// <summary>Why it waits or failed, in plain words for staff.</summary>
    public string? Reason { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>A call was begun whose answer is not known.</summary>
    public bool IsAmbiguous { get; private set; }

    public static Delivery Queue(Guid id, ChannelThread thread, Entry entry) => new(id)
    {
        ThreadId = thread.Id,
        ConversationId = entry.ConversationId,
        EntryId = entry.Id,
        Sequence = entry.Sequence,
        PlaceId = entry.Replaces ?? entry.Id,
        State = DeliveryState.Queued,
        NextAttemptAt = entry.CreatedAt,
        CreatedAt = entry.CreatedAt,
        ChangedAt = entry.CreatedAt,
    };

    /// <summary>Said before the channel is called, and committed: from here on a crash means "perhaps sent".</summary>
    /// <returns>Whether to look for it first, because an earlier call had no clear answer.</returns>
    public bool Begin(DateTimeOffset now)
    {
        var look = IsAmbiguous;
        Attempts++;
        IsAmbiguous = true;
        Change(DeliveryState.Sending, now, now + Lease, Reason);
        return look;
    }

    public void Sent(string externalId, DateTimeOffset now)
    {
        ExternalId = externalId;
        IsAmbiguous = false;
        Change(DeliveryState.Sent, now, null, null);
    }

    /// <summary>
    /// Certainly not sent, e.g. refused for now: again after a pause. Where the channel itself says how long to wait, it is waited for however often it
    /// says so, for a day: a busy channel loses nothing.
    /// </summary>
    public void Postpone(string reason, TimeSpan? after, DateTimeOffset now)
    {
        IsAmbiguous = false;
        if (Attempts >= MaxAttempts && (after is null || now >= CreatedAt + LongestThrottle))
            Fail(reason, now);
        else
            Change(DeliveryState.Queued, now, now + (after ?? Pause()), reason);
    }

    /// <summary>No clear answer: it is looked for after a pause, and not sent again before that has shown that it is not there.</summary>
    public void Doubt(string reason, DateTimeOffset now)
    {
        IsAmbiguous = true;
        if (Attempts >= MaxAttempts)
            Change(DeliveryState.Unknown, now, null, reason);
        else
            Change(DeliveryState.Queued, now, now + Pause(), reason);
    }

    /// <summary>The channel cannot tell what became of it; a person decides.</summary>
    public void GiveUpLooking(string reason, DateTimeOffset now) => Change(DeliveryState.Unknown, now, null, reason);

    public void Fail(string reason, DateTimeOffset now)
    {
        IsAmbiguous = false;
        Change(DeliveryState.Failed, now, null, reason);
    }

    /// <summary>A newer state of the same message is there: this one is not worth sending any more.</summary>
    public void Supersede(DateTimeOffset now)
    {
        IsAmbiguous = false;
        Change(DeliveryState.Superseded, now, null, null);
    }

    /// <summary>The channel says it has arrived, or was read; never back from read.</summary>
    public void Arrived(bool read, DateTimeOffset now)
    {
        if (State is DeliveryState.Sent or DeliveryState.Delivered or DeliveryState.Unknown or DeliveryState.Sending)
            Change(read ? DeliveryState.Read : DeliveryState.Delivered, now, null, null);
    }

    /// <summary>Staff want it sent once more, knowing that it may be there already where that is unknown.</summary>
    public Result<Done> SendAgain(DateTimeOffset now)
    {
        if (State is not (DeliveryState.Failed or DeliveryState.Unknown))
            return ChannelErrors.DeliveryNotFailed;
        (Attempts, IsAmbiguous) = (0, false);
        Change(DeliveryState.Queued, now, now, null);
        return Result.Done;
    }

    private TimeSpan Pause()
    {
        var pause = FirstPause * Math.Pow(2, Math.Clamp(Attempts - 1, 0, 10));
        return pause < LongestPause ? pause : LongestPause;
    }

    private void Change(DeliveryState state, DateTimeOffset now, DateTimeOffset? next, string? reason)
    {
        State = state;
        ChangedAt = now;
        NextAttemptAt = next;
        Reason = reason is null ? null : MessageText.Shorten(MessageText.Clean(reason), ChannelThread.MaxReasonLength);
    }
}
