using EzSolutions.Application.Common;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Ordering;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning;

/// <summary>P01: a paid order brings its services and their jobs into being in the very transaction that made it paid.</summary>
internal sealed class StartDelivery(OrderDelivery orders, IStore store, IIdGenerator ids, IJobQueue jobs, TimeProvider clock)
    : IDomainEventHandler<OrderPaid>
{
    public async Task HandleAsync(OrderPaid happened, CancellationToken ct)
    {
        foreach (var order in await orders.ReadAsync(happened.OrderId, ct))
        {
            var service = Service.Create(ids.NewId(), order, clock.GetUtcNow());
            store.Add(service);
            await orders.StartedAsync(happened.OrderId, service.Id, ct);
            if (order.ProductType is not ProductType.Vps)
            {
                await jobs.EnqueueAsync(new RequestManualFulfilment(service.Id), ct);
                continue;
            }

            var job = ProvisioningJob.Create(ids.NewId(), service, clock.GetUtcNow());
            store.Add(job);
            await jobs.EnqueueAsync(new RunProvisioning(job.Id), ct);
        }
    }
}
