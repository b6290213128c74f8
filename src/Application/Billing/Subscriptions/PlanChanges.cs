using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>Carries plan changes out, or takes them back, inside the caller's transaction (O08).</summary>
internal sealed class PlanChanges(
    IStore store, TimeProvider time, IJobQueue jobs, ICompanyCalendar calendar, InvoiceBook invoices, CreditNoteBook credits, BilledServices billed,
    ServiceBilling services, SubscriptionMails mails, RenewalRepricing repricing)
{
    public Task<PlanChange?> FindOpenAsync(Guid subscriptionId, CancellationToken ct) => store.FirstOrDefaultAsync(
        store.Query<PlanChange>().Where(
            c => c.SubscriptionId == subscriptionId && (c.State == PlanChangeState.AwaitingPayment || c.State == PlanChangeState.Scheduled)),
        ct);

    /// <summary>What follows at once from a change that was just agreed.</summary>
    public async Task<Result<Done>> AgreedAsync(BilledService service, PlanChange change, bool atRenewal, CancellationToken ct)
    {
        if (change.State == PlanChangeState.AwaitingPayment)
            return Done.Value;
        if (!atRenewal)
            return await ApplyAsync(service, change, ct);
        await mails.PlanChangedAsync(service.Subscription, change, ct);
        return await repricing.RepriceAsync(service, change.Plan, ct);
    }

    /// <summary>Its invoice is paid. The invoice is locked by the payment, so the change cannot lapse at the same time.</summary>
    public async Task PaidAsync(Guid invoiceId, CancellationToken ct)
    {
        var found = await store.FirstOrDefaultAsync(
            store.Query<PlanChange>().Where(c => c.InvoiceId == invoiceId).Select(c => new { c.Id, c.SubscriptionId }), ct);
        if (found is null || await billed.LockAsync(found.SubscriptionId, ct) is not { } service
            || await store.FindLockedAsync<PlanChange>(found.Id, ct) is not { State: PlanChangeState.AwaitingPayment } change)
            return;
        if ((await ApplyAsync(service, change, ct)).Error is { } error)
            throw new InvalidOperationException($"O08: the paid plan change {change.Id} could not be applied: {error.Message}");
    }

    /// <summary>Its day has come: a scheduled one takes effect with the period it was agreed for, an unpaid one lapses.</summary>
    public async Task<Result<Done>> ComeDueAsync(Guid changeId, CancellationToken ct)
    {
        var found = await store.FirstOrDefaultAsync(store.Query<PlanChange>().Where(c => c.Id == changeId), ct);
        if (found is null)
            return Done.Value;
        if (found.State == PlanChangeState.AwaitingPayment)
            return await LapseAsync(found, ct);
        if (await billed.LockAsync(found.SubscriptionId, ct) is not { } service
            || await store.FindLockedAsync<PlanChange>(changeId, ct) is not { State: PlanChangeState.Scheduled } change)
            return Done.Value;

        // The period it is for begins when it is paid.
        return service.Subscription.PeriodStart >= change.On ? await ApplyAsync(service, change, ct) : Done.Value;
    }

    /// <summary>The service is cancelled or ends: nothing is to change any more.</summary>
    public async Task<Result<Done>> WithdrawAsync(Guid subscriptionId, CancellationToken ct)
    {
        if (await FindOpenAsync(subscriptionId, ct) is not { } open)
            return Done.Value;
        var invoice = open.InvoiceId is { } id ? await store.FindLockedAsync<Invoice>(id, ct) : null;
        if (await store.FindLockedAsync<PlanChange>(open.Id, ct) is not { IsOpen: true } change)
            return Done.Value;
        change.Withdraw(time.GetUtcNow());
        await ReleaseStockAsync(change, ct);
        if (invoice is not { IsPayable: true })
            return Done.Value;
        if (!invoice.AmountPaid.IsZero || !invoice.AmountCredited.IsZero)
            return (await credits.IssueForAllAsync(invoice, "The plan change was withdrawn.", ct)).Map(_ => Done.Value);
        await invoices.VoidAsync(invoice, ct);
        return Done.Value;
    }

    /// <summary>Not paid in its time: as if it had not been ordered. Money on its way is waited for.</summary>
    private async Task<Result<Done>> LapseAsync(PlanChange found, CancellationToken ct)
    {
        if (found.InvoiceId is { } id)
        {
            var invoice = await store.FindLockedAsync<Invoice>(id, ct);
            if (invoice is not { IsPayable: true } || await store.IsPaymentUnderwayAsync(id, ct))
                return Done.Value;
        }

        return found.On < calendar.Today ? await WithdrawAsync(found.SubscriptionId, ct) : Done.Value;
    }

    private async Task<Result<Done>> ApplyAsync(BilledService service, PlanChange change, CancellationToken ct)
    {
        var subscription = service.Subscription;
        if (subscription.State == SubscriptionState.Ended)
        {
            // Paid in the very moment it ended: what was paid becomes credit, by the invoice's own rules for staff to settle.
            change.Withdraw(time.GetUtcNow());
            return Done.Value;
        }

        var reprice = service.Renewal is { } renewal && renewal.ProductCode != change.ToProductCode;
        change.Apply(time.GetUtcNow());
        subscription.ChangePlan(change.Plan);
        await services.ShowAsync(subscription, ct);
        if (reprice && (await repricing.RepriceAsync(service, change.Plan, ct)).Error is { } stuck)
            return stuck;
        if (change.ToProductCode != change.FromProductCode)
            await jobs.EnqueueAsync(new ResizeToPlan(subscription.ServiceId, change.ToProductCode), ct);
        await mails.PlanChangedAsync(subscription, change, ct);
        return Done.Value;
    }

    private async Task ReleaseStockAsync(PlanChange change, CancellationToken ct)
    {
        if (change.ToProductCode == change.FromProductCode)
            return;
        var product = await store.FirstOrDefaultAsync(store.Query<Product>().Where(p => p.Code == change.ToProductCode).Select(p => (Guid?)p.Id), ct);
        if (product is { } id)
            (await store.FindLockedAsync<Product>(id, ct))?.Release(1);
    }
}
