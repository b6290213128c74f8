using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Conversations.Channels;

/// <summary>
/// Our app in somebody's workspace, with the token it speaks there by. One row per workspace: installing it again renews the token, and one that was
/// removed keeps none.
/// </summary>
public sealed class ChannelInstallation : Aggregate
{
    public const int MaxNameLength = 200;

    private ChannelInstallation(Guid id)
        : base(id)
    {
    }

    private ChannelInstallation()
    {
    }

    public string Channel { get; private set; } = "";

    /// <summary>The workspace's id on its platform.</summary>
    public string Tenant { get; private set; } = "";

    /// <summary>What the workspace goes by.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Who the app is there.</summary>
    public string BotUserId { get; private set; } = "";

    /// <summary>The platform's id of the person who installed it.</summary>
    public string InstalledBy { get; private set; } = "";

    public DateTimeOffset InstalledAt { get; private set; }

#pragma warning disable CA1819 // The mapper stores the array as it is; it is never handed out to be changed.
    /// <summary>Sealed, bound to <see cref="TokenBinding"/>; empty once the app was removed.</summary>
    public byte[] SealedToken { get; private set; } = [];
#pragma warning restore CA1819

    public DateTimeOffset? RemovedAt { get; private set; }

    public string? RemovedReason { get; private set; }

    public static ChannelInstallation For(Guid id, string channel, string tenant) => new(id) { Channel = channel, Tenant = tenant };

    /// <summary>What a row's token is sealed for: moved to another row it does not open.</summary>
    public static string TokenBinding(Guid id) => $"channel-installation:{id}";

    public void Install(string name, string botUserId, string installedBy, byte[] sealedToken, DateTimeOffset now)
    {
        Name = MessageText.Shorten(MessageText.Clean(name), MaxNameLength);
        (BotUserId, InstalledBy, SealedToken, InstalledAt) = (botUserId, installedBy, sealedToken, now);
        (RemovedAt, RemovedReason) = (null, null);
    }

    /// <summary>The platform says that the app is gone there. News from before it was installed (again) says nothing about now.</summary>
    /// <returns>Whether it is gone.</returns>
    public bool Remove(string reason, DateTimeOffset happenedAt, DateTimeOffset now)
    {
        // The platform tells whole seconds.
        if (happenedAt.ToUnixTimeSeconds() < InstalledAt.ToUnixTimeSeconds())
            return false;
        RemovedAt ??= now;
        RemovedReason ??= reason;
        SealedToken = [];
        return true;
    }
}
