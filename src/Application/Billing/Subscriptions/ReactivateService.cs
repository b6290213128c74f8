using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>
/// Takes a cancellation back while the service still runs; its next period is invoiced as usual. Errors: subscription_not_found,
/// subscription_not_cancelled, subscription_ended.
/// </summary>
[Access(Audience.Customer | Audience.Staff, Roles = [StaffRole.Billing, StaffRole.Support])]
public sealed record ReactivateService(Guid ServiceId) : ICommand<SubscriptionView>;

internal sealed class ReactivateServiceHandler(SubscriptionLookup lookup, IJobQueue jobs, SubscriptionMails mails, SubscriptionViews views)
    : IRequestHandler<ReactivateService, Result<SubscriptionView>>
{
    public async Task<Result<SubscriptionView>> Handle(ReactivateService request, CancellationToken cancellationToken)
    {
        var found = await lookup.LockAsync(request.ServiceId, cancellationToken);
        if (found.Error is { } none)
            return none;
        var subscription = found.Value.Subscription;
        if (subscription.Reactivate().Error is { } refused)
            return refused;

        // What is due within the lead time is invoiced now, not tomorrow at two.
        await jobs.EnqueueAsync(new RunRenewals(), cancellationToken);
        await mails.ReactivatedAsync(subscription, cancellationToken);
        return await views.ReadAsync(subscription, cancellationToken);
    }
}
