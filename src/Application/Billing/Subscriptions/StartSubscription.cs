using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Billing.Tax;
using EzSolutions.Domain.Ordering;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>The paid period begins when the customer can use the service; what was never delivered is never billed again.</summary>
internal sealed class StartSubscription(IStore store, IIdGenerator ids, TimeProvider time, ICompanyCalendar calendar, ServiceBilling services)
    : IDomainEventHandler<ServiceReady>
{
    public async Task HandleAsync(ServiceReady happened, CancellationToken ct)
    {
        if (await store.AnyAsync(store.Query<Subscription>().Where(s => s.ServiceId == happened.ServiceId), ct))
            return;
        var service = await store.FirstOrDefaultAsync(store.Query<Service>().Where(s => s.Id == happened.ServiceId), ct);
        if (service is null)
            return;
        var product = (await store.FirstOrDefaultAsync(store.Query<Order>().Where(o => o.Id == service.OrderId), ct))
            ?.Lines.FirstOrDefault(l => l.Position == service.Line)?.Product;

        var subscription = Subscription.Start(
            ids.NewId(),
            new SubscribedService(
                service.Id, service.CustomerId, service.Label, service.ProductCode, service.ProductName, service.Cycle, service.RecurringPrice,
                product?.TaxClass ?? TaxClasses.Standard, product?.CommodityCode, product?.Discounts ?? []),
            calendar.Today, product?.TrialDays ?? 0, time.GetUtcNow());
        store.Add(subscription);
        await services.ShowAsync(subscription, ct);
    }
}
