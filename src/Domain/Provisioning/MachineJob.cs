using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Provisioning;

/// <summary>Work on a service's machine that outlives a process: one worker at a time holds it by a lease, and a dead worker's lease runs out.</summary>
public abstract class MachineJob : Aggregate
{
    /// <param name="conversationId">The conversation that is told of it, if any.</param>
    private protected MachineJob(Guid id, Service service, Guid? conversationId, DateTimeOffset now)
        : base(id)
    {
        ServiceId = service.Id;
        CustomerId = service.CustomerId;
        ConversationId = conversationId;
        CreatedAt = now;
        NextRunAt = now;
    }

    private protected MachineJob()
    {
    }

    public Guid ServiceId { get; private set; }

    public Guid CustomerId { get; private set; }

    /// <summary>The conversation that asked, if any.</summary>
    public Guid? ConversationId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private protected set; }

    /// <summary>When it is next due; a sweeper looks for those nobody took up.</summary>
    public DateTimeOffset NextRunAt { get; private set; }

    public Guid? LeaseOwner { get; private set; }

    public DateTimeOffset? LockedUntil { get; private set; }

    public bool IsFinished => FinishedAt is not null;

    /// <summary>Takes or renews the right to work on it.</summary>
    public bool TryLease(Guid worker, DateTimeOffset now, TimeSpan length)
    {
        if (IsFinished || !new Lease(LeaseOwner, LockedUntil).CanBeTakenBy(worker, now))
            return false;
        LeaseOwner = worker;
        LockedUntil = now + length;
        return true;
    }

    /// <summary>Lets go until <paramref name="nextRunAt"/>.</summary>
    public void Release(DateTimeOffset nextRunAt)
    {
        LeaseOwner = null;
        LockedUntil = null;
        NextRunAt = nextRunAt;
    }
}
