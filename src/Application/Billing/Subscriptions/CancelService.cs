using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Subscriptions;

public enum CancelWhen
{
    /// <summary>Runs on as long as it is paid, and can be taken back until then.</summary>
    PeriodEnd,

    /// <summary>Backed up and removed at once; what is left of the paid period is not given back.</summary>
    Now,
}

/// <summary>
/// Cancels a service. The invoice of a period that will not be is taken back; what was paid on it becomes wallet credit. Errors:
/// subscription_not_found, subscription_already_cancelled, subscription_ended.
/// </summary>
[Access(Audience.Customer | Audience.Staff, Roles = [StaffRole.Billing, StaffRole.Support])]
public sealed record CancelService(Guid ServiceId, CancelWhen When) : ICommand<SubscriptionView>;

internal sealed class CancelServiceValidator : AbstractValidator<CancelService>
{
    public CancelServiceValidator() => RuleFor(r => r.When).IsInEnum().WithMessage("When is period_end or now.");
}

internal sealed class CancelServiceHandler(
    SubscriptionLookup lookup, IActorContext actors, ICompanyCalendar calendar, SubscriptionClosing closing, RenewalWithdrawal withdrawal,
    SubscriptionMails mails, PlanChanges changes, SubscriptionViews views) : IRequestHandler<CancelService, Result<SubscriptionView>>
{
    public async Task<Result<SubscriptionView>> Handle(CancelService request, CancellationToken cancellationToken)
    {
        var found = await lookup.LockAsync(request.ServiceId, cancellationToken);
        if (found.Error is { } none)
            return none;
        var service = found.Value;
        var subscription = service.Subscription;
        if (subscription.State == SubscriptionState.Ended)
            return SubscriptionErrors.Ended;

        var by = actors.Current is Actor.Staff ? SubscriptionEnd.StaffCancelled : SubscriptionEnd.CustomerCancelled;

        // A paid period that is over leaves nothing to run on.
        var over = subscription.State == SubscriptionState.Suspended || subscription.PeriodEnd <= calendar.Today;
        var done = request.When == CancelWhen.Now || over
            ? await closing.EndAsync(service, by, TerminationReason.Cancelled, cancellationToken)
            : await AtPeriodEndAsync(service, by, cancellationToken);
        return done.Error is { } refused ? refused : await views.ReadAsync(subscription, cancellationToken);
    }

    private async Task<Result<Done>> AtPeriodEndAsync(BilledService service, SubscriptionEnd by, CancellationToken ct)
    {
        if (service.Subscription.CancelAtPeriodEnd(by).Error is { } refused)
            return refused;
        if ((await withdrawal.WithdrawAsync(service, ct)).Error is { } stuck)
            return stuck;
        if ((await changes.WithdrawAsync(service.Subscription.Id, ct)).Error is { } open)
            return open;
        await mails.CancelledAsync(service.Subscription, ct);
        return Done.Value;
    }
}
