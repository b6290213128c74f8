using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Conversations.Channels;

/// <summary>
/// A person's account on a channel that was linked to their account here: both sides were proved in one browser, and the person agreed. Unlinked rows
/// stay as the record of that consent.
/// </summary>
public sealed class ChannelIdentity : Aggregate
{
    private ChannelIdentity(Guid id)
        : base(id)
    {
    }

    private ChannelIdentity()
    {
    }

    public string Channel { get; private set; } = "";

    public string Tenant { get; private set; } = "";

    /// <summary>The platform's id of the person.</summary>
    public string AccountId { get; private set; } = "";

    public Guid CustomerId { get; private set; }

    public Guid UserId { get; private set; }

    /// <summary>The wording the person agreed to.</summary>
    public string ConsentVersion { get; private set; } = "";

    public DateTimeOffset LinkedAt { get; private set; }

    /// <summary>When the person last proved who they are, by a one-time code.</summary>
    public DateTimeOffset ProvenAt { get; private set; }

    public DateTimeOffset? UnlinkedAt { get; private set; }

    public ChannelAccount Account => new(Channel, Tenant, AccountId);

    public static ChannelIdentity Link(Guid id, ChannelAccount account, Guid customerId, Guid userId, string consentVersion, DateTimeOffset at) => new(id)
    {
        Channel = account.Channel,
        Tenant = account.Tenant,
        AccountId = account.UserId,
        CustomerId = customerId,
        UserId = userId,
        ConsentVersion = consentVersion,
        LinkedAt = at,
        ProvenAt = at,
    };

    /// <summary>The person proved themselves again. Only the one this account is linked to can.</summary>
    public Result<Done> Prove(Guid customerId, DateTimeOffset at)
    {
        if (UnlinkedAt is not null || customerId != CustomerId)
            return ChannelErrors.LinkedToOther;
        ProvenAt = at;
        return Result.Done;
    }

    public void Unlink(DateTimeOffset at) => UnlinkedAt ??= at;
}
