using EzSolutions.Application.Common;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Provisioning;

/// <summary>An order is completed when the last of its services is ready.</summary>
internal sealed class CompleteOrderWhenReady(IStore store, IOrderDelivery orders) : IDomainEventHandler<ServiceReady>
{
    public async Task HandleAsync(ServiceReady happened, CancellationToken ct)
    {
        var open = await store.AnyAsync(
            store.Query<Service>().Where(s => s.OrderId == happened.OrderId && s.State != ServiceState.Active), ct);
        if (!open)
            await orders.CompleteAsync(happened.OrderId, ct);
    }
}
