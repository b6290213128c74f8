using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>How one of the customer's own services is billed. Staff and the system see any. Errors: subscription_not_found.</summary>
[Access(Audience.Customer | Audience.Staff | Audience.System)]
public sealed record GetSubscription(Guid ServiceId) : IQuery<SubscriptionView>;

/// <summary>The customer's own subscriptions, newest first. Staff name a customer or see all.</summary>
[Access(Audience.Customer | Audience.Staff)]
public sealed record ListSubscriptions(PageRequest Page, Guid? CustomerId = null, SubscriptionState? State = null, bool HeldOnly = false)
    : IQuery<Page<SubscriptionView>>;

internal sealed class GetSubscriptionHandler(IStore store, IActorContext actors, SubscriptionLookup lookup, SubscriptionViews views) :
    IRequestHandler<GetSubscription, Result<SubscriptionView>>,
    IRequestHandler<ListSubscriptions, Result<Page<SubscriptionView>>>
{
    public async Task<Result<SubscriptionView>> Handle(GetSubscription request, CancellationToken cancellationToken) =>
        await lookup.FindAsync(request.ServiceId, cancellationToken) is { } subscription
            ? (await views.ShowAsync([subscription], cancellationToken))[0]
            : SubscriptionErrors.NotFound;

    public async Task<Result<Page<SubscriptionView>>> Handle(ListSubscriptions request, CancellationToken cancellationToken)
    {
        var query = store.Query<Subscription>().VisibleTo(actors.Current);
        if (request.CustomerId is { } customer)
            query = query.Where(s => s.CustomerId == customer);
        if (request.State is { } state)
            query = query.Where(s => s.State == state);
        if (request.HeldOnly)
            query = query.Where(s => s.HeldFor != null);
        var page = await store.NewestFirstAsync(query, request.Page, s => s, cancellationToken);
        return new Page<SubscriptionView>(await views.ShowAsync(page.Items, cancellationToken), page.Next);
    }
}
