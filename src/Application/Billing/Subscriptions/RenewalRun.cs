using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Billing.Tax;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Billing.Tax;
using EzSolutions.Domain.Common;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <param name="Invoiced">Periods that were invoiced.</param>
/// <param name="Free">Periods that cost nothing and were begun at once (M11).</param>
/// <param name="Held">Subscriptions that wait for staff, each with an alarm.</param>
public sealed record RenewalReport(int Invoiced, int Free, int Held)
{
    internal RenewalReport With(RenewalReport other) => new(Invoiced + other.Invoiced, Free + other.Free, Held + other.Held);

    internal int Handled => Invoiced + Free + Held;
}

/// <summary>
/// Invoices what is due, a batch per transaction: taken, priced, numbered and written as sets. A run that is repeated, overlaps another or goes on
/// after a crash finds only what is left (O03).
/// </summary>
internal sealed class RenewalRun(
    IUnitOfWork unitOfWork, IRenewalBatches batches, IStore store, IIdGenerator ids, TimeProvider time, ICompanyCalendar calendar, INumberSeries numbers,
    TaxEngine taxes, InvoiceBook invoices, TermsBook terms, RenewalExceptions exceptions, IOptions<SubscriptionOptions> options)
{
    public async Task<Result<RenewalReport>> RunAsync(CancellationToken ct)
    {
        var (total, size) = (new RenewalReport(0, 0, 0), options.Value.BatchSize);
        var (table, seller) = (await taxes.LoadAsync(ct), await invoices.SellerAsync(ct));
        while (true)
        {
            var batch = await unitOfWork.RunAsync(token => IssueAsync(table, seller, size, token), ct);
            if (batch.IsSuccess)
            {
                total = total.With(batch.Value);
                if (batch.Value.Handled == 0)
                    return total;
                size = options.Value.BatchSize;
            }
            else if (size > 1)
            {
                // One that cannot be written must not keep the others from being billed: smaller and smaller, until it stands alone.
                size = Math.Max(1, size / 10);
            }
            else
            {
                var stuck = await unitOfWork.RunAsync(HoldNextAsync, ct);
                if (stuck.Error is { } error)
                    return error;
                total = total.With(stuck.Value);
            }
        }
    }

    private async Task<Result<RenewalReport>> IssueAsync(TaxTable table, InvoiceParty? seller, int size, CancellationToken ct)
    {
        var due = await TakeAsync(size, ct);
        if (due.Count == 0)
            return new RenewalReport(0, 0, 0);

        var customerIds = due.Select(s => s.CustomerId).Distinct().ToList();
        var customers = (await store.ListAsync(store.Query<Customer>().Where(c => customerIds.Contains(c.Id)), ct)).ToDictionary(c => c.Id);
        var plans = await ScheduledPlansAsync(due, ct);
        var priced = due.Select(s => Price(s, plans.GetValueOrDefault(s.Id), customers.GetValueOrDefault(s.CustomerId), table)).ToList();
        var billed = priced.FindAll(p => p.Price is { Total.IsPositive: true });
        await WriteAsync(billed, seller, ct);

        var free = priced.FindAll(p => p.Price is { Total.IsPositive: false });
        foreach (var period in free)
            await exceptions.BeginFreeAsync(period.Subscription.Id, period.Period, ct);
        var unpriced = priced.FindAll(p => p.Price is null);
        foreach (var problem in unpriced)
            await exceptions.HoldAsync(problem.Subscription.Id, problem.Problem!, ct);
        return new RenewalReport(billed.Count, free.Count, unpriced.Count);
    }

    private async Task<IReadOnlyList<Subscription>> TakeAsync(int size, CancellationToken ct)
    {
        var leads = (await terms.ProductsAsync(ct)).ToDictionary(t => t.Key, t => t.Value.RenewalLead, StringComparer.Ordinal);
        return await batches.TakeDueAsync(calendar.Today, terms.Default.RenewalLead, leads, size, ct);
    }

    private async Task<Result<RenewalReport>> HoldNextAsync(CancellationToken ct)
    {
        var stuck = await TakeAsync(1, ct);
        foreach (var subscription in stuck)
            await exceptions.HoldAsync(subscription.Id, "Its renewal could not be written; there may be one for the same period already.", ct);
        return new RenewalReport(0, 0, stuck.Count);
    }

    /// <summary>A change of plan or cycle that was agreed for the next period.</summary>
    private async Task<Dictionary<Guid, PlanTerms>> ScheduledPlansAsync(IReadOnlyList<Subscription> due, CancellationToken ct)
    {
        var subscriptions = due.Select(s => s.Id).ToList();
        var changes = await store.ListAsync(
            store.Query<PlanChange>().Where(c => c.State == PlanChangeState.Scheduled && subscriptions.Contains(c.SubscriptionId)), ct);
        return changes.ToDictionary(c => c.SubscriptionId, c => c.Plan);
    }

    private PricedPeriod Price(Subscription subscription, PlanTerms? scheduled, Customer? customer, TaxTable table)
    {
        var plan = scheduled ?? subscription.Plan with { Price = subscription.PriceFor(subscription.PeriodEnd) };
        var period = subscription.NextPeriod(plan.Cycle);
        if (customer is null)
            return new PricedPeriod(subscription, period, null, null, "Its customer is not there any more.");
        try
        {
            var tax = table.TreatmentFor(customer.TaxLocation(), plan.TaxClass, calendar.Today);
            return new PricedPeriod(subscription, period, SubscriptionPricing.Renewal(subscription, plan, period, tax), customer, null);
        }
        catch (Exception impossible) when (impossible is OverflowException or InvalidOperationException)
        {
            // An amount beyond all bounds: one customer's problem, not the run's.
            return new PricedPeriod(subscription, period, null, customer, $"It could not be priced: {impossible.Message}");
        }
    }

    private async Task WriteAsync(List<PricedPeriod> billed, InvoiceParty? seller, CancellationToken ct)
    {
        if (billed.Count == 0)
            return;
        var (now, today) = (time.GetUtcNow(), calendar.Today);
        var (renewals, documents, entries) = (new List<Renewal>(), new List<Invoice>(), new List<JournalEntry>());
        var products = await terms.ProductsAsync(ct);

        // M08: the series is locked from here to the commit, so it comes after everything that takes time to think.
        var taken = await numbers.NextBlockAsync("INV", billed.Count, ct);
        for (var i = 0; i < billed.Count; i++)
        {
            var (subscription, period, price, customer, _) = billed[i];
            var invoice = Invoice.Draft(ids.NewId(), subscription.CustomerId, price!);
            invoice.Finalise(taken[i], now, DueAt(period, today), seller, InvoiceParties.Of(customer!));
            var figures = products.GetValueOrDefault(subscription.ProductCode) ?? terms.Default;
            documents.Add(invoice);
            entries.Add(JournalEntry.InvoiceFinalised(ids.NewId(), invoice, now));
            renewals.Add(Renewal.Issue(ids.NewId(), subscription, period, invoice.Id, figures, today, now));
        }

        await batches.WriteAsync(new IssuedRenewals(renewals, documents, entries), ct);
    }

    /// <summary>The day the period starts; a bill that comes late is due today, not in the past.</summary>
    private DateTimeOffset DueAt(BillingPeriod period, DateOnly today) => calendar.EndOf(period.Start < today ? today : period.Start);

    private sealed record PricedPeriod(Subscription Subscription, BillingPeriod Period, CalculatedPrice? Price, Customer? Customer, string? Problem);
}
