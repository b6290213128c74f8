using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Subscriptions;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>Tells customers about every step of the billing cycle; queued with the step, sent after it (M12).</summary>
internal sealed class SubscriptionMails(IStore store, IMailer mailer, BillToDirectory customers, PayLinks links)
{
    private const string Issued = "renewal-issued";

    /// <summary>With the invoice as PDF.</summary>
    public Task RenewalIssuedAsync(Renewal renewal, CancellationToken ct) => AboutRenewalAsync(renewal, Issued, ct);

    public Task ReminderAsync(Renewal renewal, DateOnly today, CancellationToken ct)
    {
        var when = today.CompareTo(renewal.DueOn) switch
        {
            < 0 => "soon",
            0 => "today",
            _ => "late",
        };
        return AboutRenewalAsync(
            renewal, "renewal-reminder", ct, ("when", when), ("overdue", today > renewal.DueOn), ("suspendOn", renewal.SuspendOn));
    }

    /// <param name="reason">Plain words; <c>confirm</c> where the bank wants the customer to say yes.</param>
    /// <param name="link">Where the customer confirms the payment with their bank; null leads to our pay page.</param>
    public Task ChargeFailedAsync(Renewal renewal, string reason, Uri? link, CancellationToken ct) => AboutRenewalAsync(
        renewal, "renewal-charge-failed", ct, ("reason", reason), ("again", renewal.ChargeOn),
        ("confirmUrl", link?.ToString()));

    public Task SuspendedAsync(Renewal renewal, Subscription subscription, CancellationToken ct) => AboutRenewalAsync(
        renewal, "renewal-suspended", ct,
        ("terminateOn", subscription.TerminateOn));

    public Task RestoredAsync(Subscription subscription, CancellationToken ct) =>
        AboutServiceAsync(subscription, "subscription-restored", ct, ("paidUntil", subscription.PeriodEnd.AddDays(-1)));

    public Task CancelledAsync(Subscription subscription, CancellationToken ct) => AboutServiceAsync(
        subscription, "subscription-cancelled", ct, ("endsOn", subscription.CancelsOn));

    public Task ReactivatedAsync(Subscription subscription, CancellationToken ct) =>
        AboutServiceAsync(subscription, "subscription-reactivated", ct, ("dueOn", subscription.PeriodEnd));

    public Task EndedAsync(Subscription subscription, CancellationToken ct) =>
        AboutServiceAsync(subscription, "subscription-ended", ct, ("unpaid", subscription.EndReason == SubscriptionEnd.NotPaid));

    public Task PlanChangedAsync(Subscription subscription, PlanChange change, CancellationToken ct) => AboutServiceAsync(
        subscription, change.State == PlanChangeState.Applied ? "plan-changed" : "plan-change-scheduled", ct,
        ("plan", change.ToProductName), ("price", change.ToPrice), ("cycle", change.ToCycle.ToString().ToLowerInvariant()),
        ("on", change.On));

    public Task PriceChangesAsync(Subscription subscription, PriceChange change, CancellationToken ct) => AboutServiceAsync(
        subscription, "price-change", ct,
        ("oldPrice", subscription.Price), ("newPrice", change.Price), ("cycle", change.Cycle.ToString().ToLowerInvariant()),
        ("effectiveOn", change.EffectiveOn));

    private async Task AboutRenewalAsync(Renewal renewal, string template, CancellationToken ct, params (string Name, object? Value)[] facts)
    {
        var subscription = await store.FirstOrDefaultAsync(store.Query<Subscription>().Where(s => s.Id == renewal.SubscriptionId), ct);
        var invoice = await store.FirstOrDefaultAsync(store.Query<Invoice>().Where(i => i.Id == renewal.InvoiceId), ct);
        if (subscription is null || invoice is null)
            return;
        await SendAsync(
            subscription, template, template == Issued ? invoice.Id : null,
            [
                ("invoiceNumber", invoice.Number), ("total", invoice.Total), ("due", invoice.AmountDue),
                ("dueOn", renewal.DueOn), ("periodStart", renewal.PeriodStart),
                ("periodEnd", renewal.PeriodEnd.AddDays(-1)), ("payUrl", links.For(invoice.Id).ToString()), .. facts,
            ],
            ct);
    }

    private Task AboutServiceAsync(Subscription subscription, string template, CancellationToken ct, params (string Name, object? Value)[] facts) =>
        SendAsync(subscription, template, null, facts, ct);

    private async Task SendAsync(Subscription subscription, string template, Guid? attachedDocument, (string Name, object? Value)[] facts, CancellationToken ct)
    {
        // A customer who is gone is told nothing; what is owed stays as it is.
        if (await customers.FindAsync(subscription.CustomerId, ct) is not { } customer)
            return;
        var model = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = customer.Name,
            ["service"] = subscription.Label,
            ["product"] = subscription.ProductName,
        };
        foreach (var (name, value) in facts)
            model[name] = value;
        await mailer.QueueAsync(customer.Email, template, model, ct, attachedDocument);
    }
}
