namespace EzSolutions.Domain.Provisioning;

/// <summary>Who works on a row until when, so that two nodes never do at once; a dead worker's lease runs out.</summary>
public sealed record Lease(Guid? Owner, DateTimeOffset? Until)
{
    public static readonly Lease None = new(null, null);

    public bool IsHeldBy(Guid worker) => Owner == worker;

    public bool CanBeTakenBy(Guid worker, DateTimeOffset now) => Owner is null || Owner == worker || Until is null || Until <= now;
}
