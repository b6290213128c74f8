using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing.Subscriptions;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>The few of a batch that are not simply invoiced; one by one, in the batch's transaction.</summary>
internal sealed class RenewalExceptions(
    IStore store, IIdGenerator ids, TimeProvider time, ICompanyCalendar calendar, IJobQueue jobs, TermsBook terms, ServiceBilling services)
{
    /// <summary>M11: a period that costs nothing begins without an invoice.</summary>
    public async Task BeginFreeAsync(Guid subscriptionId, BillingPeriod period, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Subscription>(subscriptionId, ct) is not { } subscription)
            return;
        var now = time.GetUtcNow();
        var renewal = Renewal.Issue(
            ids.NewId(), subscription, period, null, await terms.ForAsync(subscription.ProductCode, ct), calendar.Today, now);
        renewal.Pay(now);
        store.Add(renewal);
        subscription.RenewalIssued();
        subscription.Renew(period);
        await services.ShowAsync(subscription, ct);
    }

    /// <summary>Nothing is billed, nothing is lost: staff are told and decide.</summary>
    public async Task HoldAsync(Guid subscriptionId, string problem, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Subscription>(subscriptionId, ct) is not { } subscription)
            return;
        subscription.Hold(problem.Length > 500 ? problem[..500] : problem);
        await jobs.EnqueueAsync(
            new RaiseBillingAlarm(
                $"{subscription.Label} is not billed any more",
                $"The renewal of {subscription.ProductName} ({subscription.Label}), due on {SubscriptionPricing.Day(subscription.PeriodEnd)}, could not be invoiced. {problem} Put it right and release the subscription, or end the service.",
                $"renewal-held:{subscription.Id:N}"),
            ct);
    }
}
