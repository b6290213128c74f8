using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Billing.Tax;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>
/// O08: an open renewal that no longer fits is asked for anew, by credit note and a new invoice. What was paid on the old one becomes wallet credit,
/// which pays the new one first.
/// </summary>
internal sealed class RenewalRepricing(
    IStore store, IIdGenerator ids, IJobQueue jobs, ICompanyCalendar calendar, TaxEngine taxes, InvoiceBook invoices, CreditNoteBook credits,
    RenewalWithdrawal withdrawal)
{
    public async Task<Result<Done>> RepriceAsync(BilledService service, PlanTerms plan, CancellationToken ct)
    {
        if (service is not { Renewal: { } renewal, Invoice: { IsPayable: true } old })
            return Done.Value;
        var subscription = service.Subscription;
        var period = subscription.NextPeriod(plan.Cycle);
        var tax = await taxes.TreatmentAsync(subscription.CustomerId, plan.TaxClass, ct);
        var price = SubscriptionPricing.Renewal(subscription, plan, period, tax);
        if (!price.Total.IsPositive)
            return await withdrawal.WithdrawAsync(service, ct);

        var credited = await credits.IssueForAllAsync(old, $"Replaced, because the plan changes to {plan.ProductName}.", ct);
        if (credited.Error is { } refused)
            return refused;
        var invoice = Invoice.Draft(ids.NewId(), subscription.CustomerId, price);
        await invoices.FinaliseAsync(invoice, calendar.EndOf(period.Start < calendar.Today ? calendar.Today : period.Start), ct);
        renewal.Reprice(invoice.Id, period, plan.ProductCode);
        await jobs.EnqueueAsync(new DeliverRenewals(), ct);
        await store.FlushAsync(ct);
        return Done.Value;
    }
}
