using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Provisioning;

/// <summary>The row whose lock makes handing out machine numbers of a cluster one at a time (P03).</summary>
public sealed class VmidPool : Aggregate
{
    private VmidPool(Guid id, string cluster, int next)
        : base(id)
    {
        Cluster = cluster;
        Next = next;
    }

    private VmidPool()
    {
    }

    public string Cluster { get; private set; } = "";

    /// <summary>Where the search for a free number goes on, so that a number comes back as late as possible.</summary>
    public int Next { get; private set; }

    public static VmidPool Create(Guid id, string cluster, VmidRange range) => new(id, cluster, range.From);

    /// <returns>A number that is not taken, or null when the range is used up.</returns>
    public int? Take(VmidRange range, IReadOnlySet<int> taken)
    {
        var start = range.Contains(Next) ? Next : range.From;
        for (var i = 0; i < range.Size; i++)
        {
            var candidate = range.From + ((start - range.From + i) % range.Size);
            if (taken.Contains(candidate))
                continue;
            Next = candidate == range.To ? range.From : candidate + 1;
            return candidate;
        }

        return null;
    }
}

/// <summary>The machine numbers that are ours to give, both ends included.</summary>
public sealed record VmidRange(int From, int To)
{
    public int Size => To - From + 1;

    public bool Contains(int vmid) => vmid >= From && vmid <= To;
}
