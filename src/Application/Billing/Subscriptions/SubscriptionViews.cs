using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>What a service costs and until when it is paid.</summary>
/// <param name="Label">What people call the service.</param>
/// <param name="Price">For one cycle, as the price list has it.</param>
/// <param name="State">trial, active, suspended, ended.</param>
/// <param name="PeriodEnd">Paid until here; the next period starts and is due on this day.</param>
/// <param name="NextPrice">Announced for periods that start on <paramref name="NextPriceFrom"/> or later.</param>
/// <param name="CancelsOn">It ends on this day.</param>
/// <param name="TerminateOn">A suspended one is removed on this day.</param>
/// <param name="OpenInvoice">What asks for the next period.</param>
/// <param name="Change">A plan change that waits for its payment or its day.</param>
/// <param name="HeldFor">Staff only: why nothing is invoiced.</param>
public sealed record SubscriptionView(
    Guid Id, Guid ServiceId, Guid CustomerId, string Label, string ProductCode, string ProductName, string Cycle, Money Price, string State,
    DateOnly PeriodStart, DateOnly PeriodEnd, Money? NextPrice, DateOnly? NextPriceFrom, DateOnly? CancelsOn, DateOnly? SuspendedOn, DateOnly? TerminateOn,
    OpenInvoiceView? OpenInvoice, PlanChangeView? Change, string? HeldFor);

/// <param name="Due">What is still to be paid.</param>
public sealed record OpenInvoiceView(Guid Id, string Number, Money Due, DateOnly DueOn);

/// <param name="State">awaiting_payment or scheduled.</param>
/// <param name="On">It lapses on this day unpaid, or takes effect.</param>
/// <param name="InvoiceId">To be paid for it.</param>
public sealed record PlanChangeView(Guid Id, string State, string ProductCode, string ProductName, string Cycle, Money Price, DateOnly On, Guid? InvoiceId);

/// <summary>Reads subscriptions in the shape everybody is shown.</summary>
internal sealed class SubscriptionViews(IStore store, IActorContext actors)
{
    /// <summary>Of one that has just been changed, with what is not yet written.</summary>
    public async Task<SubscriptionView> ReadAsync(Subscription subscription, CancellationToken ct)
    {
        await store.FlushAsync(ct);
        return (await ShowAsync([subscription], ct))[0];
    }

    public async Task<IReadOnlyList<SubscriptionView>> ShowAsync(IReadOnlyList<Subscription> subscriptions, CancellationToken ct)
    {
        var ids = subscriptions.Select(s => s.Id).ToList();
        var renewals = await store.ListAsync(store.Query<Renewal>().Where(r => ids.Contains(r.SubscriptionId) && r.State == RenewalState.Open), ct);
        var invoiceIds = renewals.Select(r => r.InvoiceId).ToList();
        var invoices = await store.ListAsync(store.Query<Invoice>().Where(i => invoiceIds.Contains(i.Id)), ct);
        var changes = await store.ListAsync(
            store.Query<PlanChange>().Where(
                c => ids.Contains(c.SubscriptionId) && (c.State == PlanChangeState.AwaitingPayment || c.State == PlanChangeState.Scheduled)),
            ct);
        return [.. subscriptions.Select(s => Show(s, renewals.Find(r => r.SubscriptionId == s.Id), invoices, changes.Find(c => c.SubscriptionId == s.Id)))];
    }

    private SubscriptionView Show(Subscription s, Renewal? renewal, List<Invoice> invoices, PlanChange? change) => new(
        s.Id, s.ServiceId, s.CustomerId, s.Label, s.ProductCode, s.ProductName, s.Cycle.Word(), s.Price, s.State.Word(), s.PeriodStart, s.PeriodEnd,
        s.NextPrice, s.NextPriceFrom, s.CancelsOn, s.SuspendedOn, s.TerminateOn,
        renewal is not null && invoices.Find(i => i.Id == renewal.InvoiceId) is { } invoice
            ? new OpenInvoiceView(invoice.Id, invoice.Number!, invoice.AmountDue, renewal.DueOn)
            : null,
        change is null
            ? null
            : new PlanChangeView(
                change.Id, change.State.Word(), change.ToProductCode, change.ToProductName, change.ToCycle.Word(), change.ToPrice, change.On, change.InvoiceId),
        actors.Current is Actor.Customer ? null : s.HeldFor);
}

internal static class SubscriptionAccess
{
    /// <summary>Somebody else's is the same as none.</summary>
    public static IQueryable<Subscription> VisibleTo(this IQueryable<Subscription> subscriptions, Actor actor) => actor switch
    {
        Actor.Staff or Actor.System => subscriptions,
        Actor.Customer customer => subscriptions.Where(s => s.CustomerId == customer.CustomerId),
        _ => subscriptions.Where(_ => false),
    };
}

/// <summary>Finds the subscription of a service for whoever asks.</summary>
internal sealed class SubscriptionLookup(IStore store, IActorContext actors, BilledServices billed)
{
    public Task<Subscription?> FindAsync(Guid serviceId, CancellationToken ct) => store.FirstOrDefaultAsync(
        store.Query<Subscription>().VisibleTo(actors.Current).Where(s => s.ServiceId == serviceId), ct);

    public async Task<Result<BilledService>> LockAsync(Guid serviceId, CancellationToken ct)
    {
        var id = await store.FirstOrDefaultAsync(
            store.Query<Subscription>().VisibleTo(actors.Current).Where(s => s.ServiceId == serviceId).Select(s => (Guid?)s.Id), ct);
        return id is { } known && await billed.LockAsync(known, ct) is { } service ? service : SubscriptionErrors.NotFound;
    }
}
