using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;

namespace EzSolutions.Application.Provisioning.Lifecycle;

/// <summary>Asks for lifecycle jobs inside the caller's unit of work, under the service's row lock (P01).</summary>
internal sealed class LifecycleQueue(IStore store, IIdGenerator ids, IJobQueue jobs, IActorContext actor, TimeProvider clock)
{
    /// <summary>Whether the service has work under way that a person should wait for.</summary>
    public async Task<bool> IsBusyAsync(Guid serviceId, CancellationToken ct) =>
        await store.AnyAsync(
            store.Query<LifecycleJob>().Where(j => j.ServiceId == serviceId && j.FinishedAt == null && j.State != LifecycleJobState.AwaitingStaff), ct)
        || await store.AnyAsync(store.Query<PowerJob>().Where(j => j.ServiceId == serviceId && j.FinishedAt == null), ct);

    /// <param name="service">Loaded with its lock: its jobs are numbered one after the other.</param>
    public async Task<LifecycleJob> AddAsync(Service service, LifecycleKind kind, string why, CancellationToken ct, Guid? backupId = null)
    {
        var last = await store.FirstOrDefaultAsync(
            store.Query<LifecycleJob>().Where(j => j.ServiceId == service.Id).OrderByDescending(j => j.Number).Select(j => (int?)j.Number), ct);
        var details = new LifecycleDetails((actor.Current as Actor.Customer)?.ConversationId, actor.Current.Describe(), why, backupId);
        var job = LifecycleJob.Create(ids.NewId(), service, (last ?? 0) + 1, kind, details, clock.GetUtcNow());
        store.Add(job);
        await jobs.EnqueueAsync(new RunLifecycle(job.Id), ct);
        await store.FlushAsync(ct);
        return job;
    }

    /// <summary>The customer's own service, locked; somebody else's is the same as none.</summary>
    public async Task<Result<Service>> FindAsync(Guid serviceId, CancellationToken ct)
    {
        var service = await store.FindLockedAsync<Service>(serviceId, ct);
        return service is null || !service.IsVisibleTo(actor.Current) ? ServiceErrors.NotFound : service;
    }

    /// <summary>As <see cref="FindAsync"/>, for what is asked by a person of a running machine that nothing else is being done with.</summary>
    public async Task<Result<Service>> FindIdleMachineAsync(Guid serviceId, CancellationToken ct)
    {
        var found = await FindAsync(serviceId, ct);
        if (found.Error is not null)
            return found;
        var service = found.Value;
        if (!service.IsMachine)
            return ServiceErrors.NotAMachine;
        if (service.State is ServiceState.Suspended)
            return ServiceErrors.Suspended(service.Suspensions.Where(s => s.Holds).Select(s => s.Reason));
        if (service.State is not ServiceState.Active || service.Place is null)
            return ServiceErrors.NotRunning(service.State);
        return await IsBusyAsync(serviceId, ct) ? ServiceErrors.Busy : service;
    }
}
