using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Conversations.Channels;

/// <summary>
/// Where one conversation goes on outside: a chat with one person on Teams, Slack and the like. One thread is one conversation; its row lock keeps
/// what is sent there in order.
/// </summary>
public sealed class ChannelThread : Aggregate
{
    public const int MaxReasonLength = 500;

    private ChannelThread(Guid id)
        : base(id)
    {
    }

    private ChannelThread()
    {
    }

    public string Channel { get; private set; } = "";

    public string Tenant { get; private set; } = "";

    /// <summary>The channel's own id of the conversation, with the thread where answers go into one.</summary>
    public string ThreadKey { get; private set; } = "";

    public string UserId { get; private set; } = "";

    /// <summary>Nobody but this person reads along.</summary>
    public bool IsPrivate { get; private set; }

    /// <summary>JSON that the channel's adapter needs to send there; means nothing to anybody else.</summary>
    public string Reference { get; private set; } = "{}";

    public Guid ConversationId { get; private set; }

    /// <summary>Since when nothing can be sent there any more: the app was removed, the person blocked us.</summary>
    public DateTimeOffset? BlockedAt { get; private set; }

    public string? BlockedReason { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public bool IsBlocked => BlockedAt is not null;

    public ChannelAccount Account => new(Channel, Tenant, UserId);

    public static ChannelThread Open(
        Guid id, ChannelAccount account, string threadKey, bool isPrivate, string reference, Guid conversationId, DateTimeOffset at) => new(id)
        {
            Channel = account.Channel,
            Tenant = account.Tenant,
            UserId = account.UserId,
            ThreadKey = threadKey,
            IsPrivate = isPrivate,
            Reference = reference,
            ConversationId = conversationId,
            CreatedAt = at,
        };

    /// <summary>The person was heard from: what we send will arrive, by the newest reference.</summary>
    public void Heard(string reference)
    {
        Reference = reference;
        BlockedAt = null;
        BlockedReason = null;
    }

    public void Block(string reason, DateTimeOffset at)
    {
        BlockedAt ??= at;
        BlockedReason = MessageText.Shorten(MessageText.Clean(reason), MaxReasonLength);
    }
}
