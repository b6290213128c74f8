using EzSolutions.Application.Common;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning;

/// <summary>Hands out machine numbers from our books, inside the caller's unit of work (P03).</summary>
internal sealed class VmidAllocator(IStore store, IIdGenerator ids, IProvisioner provisioner, TimeProvider clock)
{
    /// <returns>The service's number: the one it holds already, or a new one; null when the range is used up.</returns>
    public async Task<int?> AllocateAsync(Guid serviceId, CancellationToken ct)
    {
        var pool = await LockPoolAsync(ct);
        var held = await store.FindAsync<VmAllocation>(a => a.ServiceId == serviceId && a.State == VmAllocationState.Live, ct);
        if (held is not null)
            return held.Vmid;

        var cluster = provisioner.Cluster;
        var taken = await store.ListAsync(store.Query<VmAllocation>().Where(a => a.Cluster == cluster).Select(a => a.Vmid), ct);
        if (pool.Take(provisioner.Range, taken.ToHashSet()) is not { } vmid)
            return null;
        store.Add(VmAllocation.For(ids.NewId(), cluster, vmid, serviceId, clock.GetUtcNow()));
        await store.FlushAsync(ct);
        return vmid;
    }

    /// <summary>Nobody gets the service's number until the quarantine is over.</summary>
    public async Task BuryAsync(Guid serviceId, string reason, TimeSpan quarantine, CancellationToken ct)
    {
        var held = await store.FindAsync<VmAllocation>(a => a.ServiceId == serviceId && a.State == VmAllocationState.Live, ct);
        held?.Bury(reason, clock.GetUtcNow(), quarantine);
        await store.FlushAsync(ct);
    }

    private async Task<VmidPool> LockPoolAsync(CancellationToken ct)
    {
        var cluster = provisioner.Cluster;
        var known = await store.FirstOrDefaultAsync(store.Query<VmidPool>().Where(p => p.Cluster == cluster).Select(p => (Guid?)p.Id), ct);
        if (known is { } id)
            return await store.FindLockedAsync<VmidPool>(id, ct) ?? throw new InvalidOperationException($"The pool of {cluster} is gone.");
        var pool = VmidPool.Create(ids.NewId(), cluster, provisioner.Range);
        store.Add(pool);
        // The unique index on the cluster's name lets one of two first comers through; the other's unit of work starts again.
        await store.FlushAsync(ct);
        return pool;
    }
}
