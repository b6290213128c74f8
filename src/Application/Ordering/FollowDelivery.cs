using EzSolutions.Application.Common;
using EzSolutions.Domain.Ordering;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Ordering;

/// <summary>An order follows what becomes of its service.</summary>
internal sealed class FollowDelivery(IStore store, TimeProvider time) : IDomainEventHandler<ServiceReady>, IDomainEventHandler<ServiceFailed>
{
    public async Task HandleAsync(ServiceReady happened, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Order>(happened.OrderId, ct) is { State: not (OrderState.Pending or OrderState.Cancelled) } order)
            order.Complete(happened.ServiceId, time.GetUtcNow());
    }

    public async Task HandleAsync(ServiceFailed happened, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Order>(happened.OrderId, ct) is { State: OrderState.Paid or OrderState.Provisioning } order)
            order.Fail(time.GetUtcNow());
    }
}
