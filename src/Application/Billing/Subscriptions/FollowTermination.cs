using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>A service that is gone, whoever ended it, is billed no more.</summary>
internal sealed class FollowTermination(IStore store, BilledServices billed, SubscriptionClosing closing) : IDomainEventHandler<ServiceTerminated>
{
    public async Task HandleAsync(ServiceTerminated happened, CancellationToken ct)
    {
        var id = await store.FirstOrDefaultAsync(
            store.Query<Subscription>().Where(s => s.ServiceId == happened.ServiceId && s.EndedAt == null).Select(s => (Guid?)s.Id), ct);
        if (id is not { } subscription || await billed.LockAsync(subscription, ct) is not { Subscription.EndedAt: null } service)
            return;
        var ended = await closing.EndAsync(service, SubscriptionEnd.ServiceGone, termination: null, ct);
        if (ended.Error is { } error)
            throw new InvalidOperationException($"The subscription of service {happened.ServiceId} could not be ended: {error.Message}");
    }
}
