using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Conversations.Handoff;

/// <summary>How a member of staff takes conversations from the queue. Its id is that person's.</summary>
public sealed class StaffDesk : Aggregate
{
    public const int DefaultCapacity = 4;
    public const int MostCapacity = 50;

    private StaffDesk(Guid staffId)
        : base(staffId)
    {
    }

    private StaffDesk()
    {
    }

    /// <summary>Wants conversations assigned. Off until the person says so: nobody is given customers unasked.</summary>
    public bool IsAvailable { get; private set; }

    /// <summary>Topics they know best; empty is every topic.</summary>
    public IReadOnlyList<HandoffTopic> Skills { get; private set; } = [];

    /// <summary>Conversations they may have at a time by assignment; what they take over themselves counts, but is not refused.</summary>
    public int Capacity { get; private set; } = DefaultCapacity;

    /// <summary>When a node last saw one of their sockets open.</summary>
    public DateTimeOffset? SeenAt { get; private set; }

    public DateTimeOffset? LastAssignedAt { get; private set; }

    public static StaffDesk Create(Guid staffId) => new(staffId);

    public void Switch(bool available) => IsAvailable = available;

    public Result<Done> Staff(IReadOnlyList<HandoffTopic> skills, int capacity)
    {
        if (capacity is < 1 or > MostCapacity)
            return HandoffErrors.CapacityOutOfRange;
        Skills = [.. skills.Distinct().Order()];
        Capacity = capacity;
        return Result.Done;
    }

    public void See(DateTimeOffset now) => SeenAt = now;

    public void Give(DateTimeOffset now) => LastAssignedAt = now;

    /// <summary>Has a live socket; a node that died is not believed for longer than <paramref name="grace"/>.</summary>
    public bool IsOnline(DateTimeOffset now, TimeSpan grace) => SeenAt is { } seen && now - seen <= grace;

    public bool Knows(HandoffTopic topic) => topic == HandoffTopic.General || Skills.Count == 0 || Skills.Contains(topic);
}
