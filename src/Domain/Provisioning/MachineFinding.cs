using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Provisioning;

public enum MachineFindingKind
{
    /// <summary>A machine in our range or with our tag that belongs to no service.</summary>
    UnknownMachine,

    /// <summary>A service whose machine the provider does not have.</summary>
    MissingMachine,

    /// <summary>A machine that stays locked by a copy that is no longer running.</summary>
    StuckClone,

    /// <summary>A machine under a service's number that does not carry the service's label.</summary>
    ForeignMachine,
}

/// <summary>P04: a difference between the provider and our books, for staff; the machine is not touched.</summary>
public sealed class MachineFinding : Aggregate
{
    private MachineFinding(Guid id, string cluster, int vmid, MachineFindingKind kind, Guid? serviceId, string details, DateTimeOffset now)
        : base(id)
    {
        Cluster = cluster;
        Vmid = vmid;
        Kind = kind;
        ServiceId = serviceId;
        Details = details;
        FirstSeenAt = now;
        LastSeenAt = now;
    }

    private MachineFinding()
    {
    }

    public string Cluster { get; private set; } = "";

    public int Vmid { get; private set; }

    public MachineFindingKind Kind { get; private set; }

    public Guid? ServiceId { get; private set; }

    public string Details { get; private set; } = "";

    public DateTimeOffset FirstSeenAt { get; private set; }

    public DateTimeOffset LastSeenAt { get; private set; }

    public DateTimeOffset? ResolvedAt { get; private set; }

    public static MachineFinding Report(
        Guid id, string cluster, int vmid, MachineFindingKind kind, Guid? serviceId, string details, DateTimeOffset now) =>
        new(id, cluster, vmid, kind, serviceId, details, now);

    public void SeenAgain(string details, DateTimeOffset now)
    {
        Details = details;
        LastSeenAt = now;
    }

    public void Resolve(DateTimeOffset now) => ResolvedAt ??= now;
}
