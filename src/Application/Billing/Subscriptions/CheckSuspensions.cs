using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using MediatR;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>Every 6 hours: O05, suspends a service for its own overdue, delivered invoice with no payment in flight
/// and no charge of ours unanswered, and for nothing else.</summary>
[Access(Audience.System)]
public sealed record CheckSuspensions : IJobRequest;

internal sealed class CheckSuspensionsHandler(
    IStore store, IUnitOfWork unitOfWork, IMediator mediator, TimeProvider time, ICompanyCalendar calendar, TermsBook terms, BilledServices billed,
    SubscriptionMails mails) : IRequestHandler<CheckSuspensions, Result<Done>>
{
    public async Task<Result<Done>> Handle(CheckSuspensions request, CancellationToken cancellationToken)
    {
        var today = calendar.Today;
        var running = store.Query<Subscription>()
            .Where(s => (s.State == SubscriptionState.Active || s.State == SubscriptionState.Trial) && s.HeldFor == null);
        var late = await store.ListAsync(
            store.Query<Renewal>()
                .Where(r => r.State == RenewalState.Open && r.SuspendOn <= today && r.DeliveredAt != null && running.Any(s => s.Id == r.SubscriptionId))
                .Select(r => r.SubscriptionId),
            cancellationToken);
        foreach (var subscription in late)
            await unitOfWork.RunAsync(ct => SuspendAsync(subscription, ct), cancellationToken);
        return Done.Value;
    }

    /// <summary>Under the invoice's lock: a payment is booked before or after this, and both end well (O07).</summary>
    private async Task<Result<Done>> SuspendAsync(Guid subscriptionId, CancellationToken ct)
    {
        if (await billed.LockAsync(subscriptionId, ct) is not { Renewal: { } renewal, Invoice: { } invoice } service)
            return Done.Value;
        var (today, now) = (calendar.Today, time.GetUtcNow());
        invoice.MarkOverdue(now);
        if (invoice.State != InvoiceState.Overdue || renewal.DeliveredAt is null || renewal.SuspendOn > today || renewal.ChargeUnanswered
            || service.Subscription.State is not (SubscriptionState.Active or SubscriptionState.Trial)
            || await store.IsPaymentUnderwayAsync(invoice.Id, ct))
            return Done.Value;

        service.Subscription.Suspend(today, await terms.ForAsync(renewal.ProductCode, ct));
        await mails.SuspendedAsync(renewal, service.Subscription, ct);
        await store.FlushAsync(ct);
        return await mediator.Send(
            new SuspendService(
                service.Subscription.ServiceId, SuspensionReason.NonPayment,
                $"Invoice {invoice.Number} was due on {SubscriptionPricing.Day(renewal.DueOn)} and {invoice.AmountDue} of it is unpaid."),
            ct);
    }
}

internal static class PaymentsUnderway
{
    /// <summary>Money that may be on its way: a page that is open, a charge whose answer is not known.</summary>
    public static Task<bool> IsPaymentUnderwayAsync(this IStore store, Guid invoiceId, CancellationToken ct) => store.AnyAsync(
        store.Query<Payment>().Where(p => p.InvoiceId == invoiceId && (p.State == PaymentState.Intended || p.State == PaymentState.Open)), ct);
}
