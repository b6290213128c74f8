using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Provisioning;

public enum VmAllocationState
{
    /// <summary>A service's machine is being made, or runs, under this number.</summary>
    Live,

    /// <summary>Nobody gets the number until the quarantine is over.</summary>
    Tombstone,
}

/// <summary>P03: one machine number of a cluster, kept in our own books; unique per cluster, tombstones included.</summary>
public sealed class VmAllocation : Aggregate
{
    private VmAllocation(Guid id, string cluster, int vmid, Guid? serviceId, DateTimeOffset now)
        : base(id)
    {
        Cluster = cluster;
        Vmid = vmid;
        ServiceId = serviceId;
        CreatedAt = now;
    }

    private VmAllocation()
    {
    }

    public string Cluster { get; private set; } = "";

    public int Vmid { get; private set; }

    /// <summary>Whose it is or was; null for a number we found taken.</summary>
    public Guid? ServiceId { get; private set; }

    public VmAllocationState State { get; private set; } = VmAllocationState.Live;

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? QuarantinedUntil { get; private set; }

    public string? Reason { get; private set; }

    public static VmAllocation For(Guid id, string cluster, int vmid, Guid serviceId, DateTimeOffset now) => new(id, cluster, vmid, serviceId, now);

    /// <summary>A number that is taken by a machine we do not know.</summary>
    public static VmAllocation Quarantined(Guid id, string cluster, int vmid, string reason, DateTimeOffset now, TimeSpan quarantine)
    {
        var allocation = new VmAllocation(id, cluster, vmid, null, now);
        allocation.Bury(reason, now, quarantine);
        return allocation;
    }

    public void Bury(string reason, DateTimeOffset now, TimeSpan quarantine)
    {
        State = VmAllocationState.Tombstone;
        Reason = reason;
        QuarantinedUntil = now + quarantine;
    }

    public bool CanBeForgotten(DateTimeOffset now) => State is VmAllocationState.Tombstone && QuarantinedUntil <= now;
}
