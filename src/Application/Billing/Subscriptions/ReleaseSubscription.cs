using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>Bills a subscription again that was on hold; the next run looks at it. Errors: subscription_not_found, subscription_not_held.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record ReleaseSubscription(Guid ServiceId) : ICommand<SubscriptionView>;

/// <summary>Takes back a plan change that waits for its payment or its day. Errors: subscription_not_found, plan_change_not_found.</summary>
[Access(Audience.Customer | Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record WithdrawPlanChange(Guid ServiceId) : ICommand<SubscriptionView>;

internal sealed class ReleaseSubscriptionHandler(SubscriptionLookup lookup, PlanChanges changes, RenewalRepricing repricing, SubscriptionViews views) :
    IRequestHandler<ReleaseSubscription, Result<SubscriptionView>>,
    IRequestHandler<WithdrawPlanChange, Result<SubscriptionView>>
{
    public async Task<Result<SubscriptionView>> Handle(ReleaseSubscription request, CancellationToken cancellationToken)
    {
        var found = await lookup.LockAsync(request.ServiceId, cancellationToken);
        if (found.Error is { } none)
            return none;
        return found.Value.Subscription.Release().Error is { } refused ? refused : await views.ReadAsync(found.Value.Subscription, cancellationToken);
    }

    public async Task<Result<SubscriptionView>> Handle(WithdrawPlanChange request, CancellationToken cancellationToken)
    {
        var found = await lookup.LockAsync(request.ServiceId, cancellationToken);
        if (found.Error is { } none)
            return none;
        var service = found.Value;
        if (await changes.FindOpenAsync(service.Subscription.Id, cancellationToken) is not { } open)
            return SubscriptionErrors.ChangeNotFound;
        if ((await changes.WithdrawAsync(service.Subscription.Id, cancellationToken)).Error is { } stuck)
            return stuck;

        // An open renewal that was asked for at the new plan's price goes back to the present one's.
        if (open.State == PlanChangeState.Scheduled
            && (await repricing.RepriceAsync(service, service.Subscription.Plan, cancellationToken)).Error is { } unpriced)
            return unpriced;
        return await views.ReadAsync(service.Subscription, cancellationToken);
    }
}
