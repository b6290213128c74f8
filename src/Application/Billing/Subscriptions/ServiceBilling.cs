using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>Keeps what a service shows of its price and due date in step with its subscription.</summary>
internal sealed class ServiceBilling(IStore store, ICompanyCalendar calendar)
{
    public async Task ShowAsync(Subscription subscription, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Service>(subscription.ServiceId, ct) is { } service)
            service.Bill(subscription.Price, subscription.Cycle, calendar.StartOf(subscription.PeriodEnd));
    }
}
