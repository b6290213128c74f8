using EzSolutions.Domain.Conversations.Channels;

namespace EzSolutions.Application.Conversations.Channels;

/// <summary>Who writes from an outside channel, and where; taken from a request whose origin the adapter has verified, never from its text.</summary>
/// <param name="Channel">teams, slack, ...; the conversation's channel.</param>
/// <param name="Tenant">The Teams tenant or Slack workspace; user ids mean something only within it.</param>
/// <param name="ThreadKey">The channel's id of the conversation, with the thread where answers go into one.</param>
/// <param name="UserName">What the person goes by there; never a proof of anything.</param>
/// <param name="IsPrivate">Nobody else reads along. When in doubt: false.</param>
/// <param name="Reference">JSON that the adapter needs to answer there.</param>
/// <param name="Locale">BCP 47 tag, if the channel says.</param>
public sealed record ChannelSender(
    string Channel, string Tenant, string ThreadKey, string UserId, string? UserName, bool IsPrivate, string Reference, string? Locale = null)
{
    public ChannelAccount Account => new(Channel, Tenant, UserId);
}

/// <summary>A pressed button of a card that an adapter rendered; both ids are what the rendered button carried.</summary>
/// <param name="Values">What the card's inputs hold, by input id.</param>
public sealed record ChannelPress(Guid EntryId, string ActionId, IReadOnlyDictionary<string, string>? Values = null);

/// <summary>A file that came with a message; what it is is decided by its bytes.</summary>
public sealed record ChannelFile(string? Name, byte[] Content);

/// <summary>Where an entry is to be delivered.</summary>
/// <param name="Reference">The newest JSON the adapter handed in with a message from there.</param>
/// <param name="Locale">The language spoken there, for the few words that an adapter adds; BCP 47 tag.</param>
public sealed record ChannelAddress(
    string Channel, string Tenant, string ThreadKey, string UserId, bool IsPrivate, string Reference, string? Locale = null)
{
    internal static ChannelAddress Of(ChannelThread thread, string? locale) =>
        new(thread.Channel, thread.Tenant, thread.ThreadKey, thread.UserId, thread.IsPrivate, thread.Reference, locale);
}

/// <summary>An entry to be delivered.</summary>
/// <param name="DeliveryId">The same at every try: a channel that takes an idempotency key is given this.</param>
/// <param name="ReplacesExternalId">The channel's id of the message this entry stands in for (update in place), if that was delivered.</param>
/// <param name="Attempt">1 at first.</param>
public sealed record OutboundEntry(Guid DeliveryId, ChannelAddress Address, EntryView Entry, string? ReplacesExternalId, int Attempt);

/// <summary>What became of one try.</summary>
public abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <param name="ExternalId">The channel's id of the message.</param>
    public sealed record Sent(string ExternalId) : DeliveryOutcome;

    /// <summary>Certainly not sent, but may be later: throttled, the channel is away.</summary>
    /// <param name="After">As long as the channel asks for; null lets the pauses grow.</param>
    public sealed record Retry(string Reason, TimeSpan? After = null) : DeliveryOutcome;

    /// <summary>Will never be sent as it is.</summary>
    /// <param name="Blocked">Nothing can be sent to this thread any more, until the person writes again.</param>
    public sealed record Failed(string Reason, bool Blocked = false) : DeliveryOutcome;

    /// <summary>It may have been sent: no answer, or a broken one.</summary>
    public sealed record Unknown(string Reason) : DeliveryOutcome;
}

/// <summary>
/// One outside channel's way out. Keeps no state, gives up on a call within 30 seconds, and never throws for what the channel does: every answer is an
/// outcome.
/// </summary>
public interface IChannelAdapter
{
    string Channel { get; }

    Task<DeliveryOutcome> DeliverAsync(OutboundEntry entry, CancellationToken ct);

    /// <summary>Looks whether an entry whose sending had no clear answer got there.</summary>
    /// <returns>Sent: it is there. Retry: it is certainly not there and is sent again. Unknown: look again later. Null: the channel cannot tell.</returns>
    Task<DeliveryOutcome?> FindAsync(OutboundEntry entry, CancellationToken ct);
}

/// <summary>Sends what waits for a thread, on this node, soon. A hint: what is lost here is found by the sweeper.</summary>
public interface IDeliveryDispatcher
{
    void Wake(Guid threadId);
}
