using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Subscriptions;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>O04: in the transaction that pays a renewal its due date moves, once, whatever the payment came from.</summary>
internal sealed class ApplyPayment(
    IStore store, TimeProvider time, IJobQueue jobs, ServiceBilling services, SubscriptionMails mails, PlanChanges changes) : IDomainEventHandler<InvoicePaid>
{
    public async Task HandleAsync(InvoicePaid happened, CancellationToken ct)
    {
        var renewalId = await store.FirstOrDefaultAsync(
            store.Query<Renewal>().Where(r => r.InvoiceId == happened.InvoiceId).Select(r => (Guid?)r.Id), ct);
        if (renewalId is { } id)
            await RenewAsync(id, ct);
        else
            await changes.PaidAsync(happened.InvoiceId, ct);
    }

    private async Task RenewAsync(Guid renewalId, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Renewal>(renewalId, ct) is not { State: RenewalState.Open } renewal
            || await store.FindLockedAsync<Subscription>(renewal.SubscriptionId, ct) is not { State: not SubscriptionState.Ended } subscription)
            return;

        var suspended = subscription.State == SubscriptionState.Suspended;
        renewal.Pay(time.GetUtcNow());
        subscription.Renew(renewal.Period);
        await services.ShowAsync(subscription, ct);
        if (!suspended)
            return;

        // O07: lifts that reason and no other.
        await jobs.EnqueueAsync(new LiftNonPayment(subscription.ServiceId), ct);
        await mails.RestoredAsync(subscription, ct);
    }
}
