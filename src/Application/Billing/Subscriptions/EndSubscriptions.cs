using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using MediatR;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>Every day: ends what was cancelled for today and what stayed unpaid too long (O06), and carries out or lets lapse plan changes.</summary>
[Access(Audience.System)]
public sealed record EndSubscriptions : IJobRequest;

internal sealed class EndSubscriptionsHandler(
    IStore store, IUnitOfWork unitOfWork, ICompanyCalendar calendar, BilledServices billed, SubscriptionClosing closing, PlanChanges changes)
    : IRequestHandler<EndSubscriptions, Result<Done>>
{
    public async Task<Result<Done>> Handle(EndSubscriptions request, CancellationToken cancellationToken)
    {
        var today = calendar.Today;
        var cancelled = await store.ListAsync(
            store.Query<Subscription>().Where(s => s.CancelsOn <= today && s.EndedAt == null).Select(s => s.Id), cancellationToken);
        foreach (var subscription in cancelled)
            await unitOfWork.RunAsync(ct => EndCancelledAsync(subscription, ct), cancellationToken);

        var unpaid = await store.ListAsync(
            store.Query<Subscription>().Where(s => s.TerminateOn <= today && s.State == SubscriptionState.Suspended).Select(s => s.Id), cancellationToken);
        foreach (var subscription in unpaid)
            await unitOfWork.RunAsync(ct => EndUnpaidAsync(subscription, ct), cancellationToken);

        var dueChanges = await store.ListAsync(
            store.Query<PlanChange>()
                .Where(c => (c.State == PlanChangeState.Scheduled && c.On <= today) || (c.State == PlanChangeState.AwaitingPayment && c.On < today))
                .Select(c => c.Id),
            cancellationToken);
        foreach (var change in dueChanges)
            await unitOfWork.RunAsync(ct => changes.ComeDueAsync(change, ct), cancellationToken);
        return Done.Value;
    }

    private async Task<Result<Done>> EndCancelledAsync(Guid subscriptionId, CancellationToken ct)
    {
        if (await billed.LockAsync(subscriptionId, ct) is not { Subscription: { CancelsOn: { } day, EndedAt: null } subscription } service
            || day > calendar.Today)
            return Done.Value;
        return await closing.EndAsync(service, subscription.CancelledBy ?? SubscriptionEnd.CustomerCancelled, TerminationReason.Cancelled, ct);
    }

    private async Task<Result<Done>> EndUnpaidAsync(Guid subscriptionId, CancellationToken ct)
    {
        if (await billed.LockAsync(subscriptionId, ct) is not { Subscription: { State: SubscriptionState.Suspended, TerminateOn: { } day } } service
            || day > calendar.Today)
            return Done.Value;

        // Money on its way comes first; the next run looks again.
        if (service.Invoice is { } invoice && await store.IsPaymentUnderwayAsync(invoice.Id, ct))
            return Done.Value;
        return await closing.EndAsync(service, SubscriptionEnd.NotPaid, TerminationReason.NonPayment, ct);
    }
}
