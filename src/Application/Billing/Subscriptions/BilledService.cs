using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Subscriptions;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <param name="Renewal">The open one, if any.</param>
/// <param name="Invoice">Of the open renewal.</param>
internal sealed record BilledService(Subscription Subscription, Renewal? Renewal, Invoice? Invoice);

/// <summary>Loads what billing knows of a service under locks, always in the order in which a payment takes them: invoice, renewal, subscription.</summary>
internal sealed class BilledServices(IStore store)
{
    public async Task<BilledService?> LockAsync(Guid subscriptionId, CancellationToken ct)
    {
        var (invoice, renewal) = await LockOpenAsync(subscriptionId, ct);
        if (await store.FindLockedAsync<Subscription>(subscriptionId, ct) is not { } subscription)
            return null;

        // Issued between the two looks: the subscription's lock now keeps it from being issued or settled behind our back.
        if (subscription.RenewalOpen && renewal is null)
            (invoice, renewal) = await LockOpenAsync(subscriptionId, ct);
        return new BilledService(subscription, renewal, invoice);
    }

    private async Task<(Invoice? Invoice, Renewal? Renewal)> LockOpenAsync(Guid subscriptionId, CancellationToken ct)
    {
        var open = await store.FirstOrDefaultAsync(
            store.Query<Renewal>().Where(r => r.SubscriptionId == subscriptionId && r.State == RenewalState.Open).Select(r => new { r.Id, r.InvoiceId }), ct);
        if (open is null)
            return (null, null);
        var invoice = open.InvoiceId is { } id ? await store.FindLockedAsync<Invoice>(id, ct) : null;
        var renewal = await store.FindLockedAsync<Renewal>(open.Id, ct);

        // Settled or repriced while we waited for it.
        return renewal is { State: RenewalState.Open } && renewal.InvoiceId == open.InvoiceId ? (invoice, renewal) : (null, null);
    }
}
