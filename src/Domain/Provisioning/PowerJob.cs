using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Provisioning;

/// <summary>A power action that was asked for; one at a time per service.</summary>
public sealed class PowerJob : Aggregate
{
    private PowerJob(Guid id, Service service, PowerAction action, Guid? conversationId, string askedBy, DateTimeOffset now)
        : base(id)
    {
        ServiceId = service.Id;
        CustomerId = service.CustomerId;
        ConversationId = conversationId;
        Action = action;
        AskedBy = askedBy;
        CreatedAt = now;
        NextRunAt = now;
    }

    private PowerJob()
    {
    }

    public Guid ServiceId { get; private set; }

    public Guid CustomerId { get; private set; }

    /// <summary>The conversation that asked.</summary>
    public Guid? ConversationId { get; private set; }

    public PowerAction Action { get; private set; }

    public string AskedBy { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset NextRunAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public string? Failure { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>P02: when the vendor call was about to be made.</summary>
    public DateTimeOffset? IntentAt { get; private set; }

    public string? TaskId { get; private set; }

    public Guid? LeaseOwner { get; private set; }

    public DateTimeOffset? LockedUntil { get; private set; }

    public bool IsFinished => FinishedAt is not null;

    public static PowerJob Create(Guid id, Service service, PowerAction action, Guid? conversationId, string askedBy, DateTimeOffset now) =>
        new(id, service, action, conversationId, askedBy, now);

    public bool TryLease(Guid worker, DateTimeOffset now, TimeSpan length)
    {
        if (IsFinished || !new Lease(LeaseOwner, LockedUntil).CanBeTakenBy(worker, now))
            return false;
        LeaseOwner = worker;
        LockedUntil = now + length;
        return true;
    }

    public void Release(DateTimeOffset nextRunAt)
    {
        LeaseOwner = null;
        LockedUntil = null;
        NextRunAt = nextRunAt;
    }

    public void Intend(DateTimeOffset now)
    {
        IntentAt ??= now;
        TaskId = null;
    }

    public void FollowTask(string taskId) => TaskId = taskId;

    public int FailAttempt()
    {
        TaskId = null;
        return ++Attempts;
    }

    /// <param name="failure">Plain words when it did not work.</param>
    public void Finish(DateTimeOffset now, string? failure)
    {
        FinishedAt = now;
        Failure = failure;
        Release(now);
        Raise(new PowerActionFinished(ServiceId, CustomerId, ConversationId, Action, failure));
    }
}
