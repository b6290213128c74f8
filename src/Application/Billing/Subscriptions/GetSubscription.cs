using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>How one of the customer's own services is billed. Staff and the system see any. Errors: subscription_not_found.</summary>
[Access(Audience.Customer | Audience.Staff | Audience.System)]
public sealed record GetSubscription(Guid ServiceId) : IQuery<SubscriptionView>;

/// <summary>The customer's own subscriptions, newest first.</summary>
[Access(Audience.Customer)]
public sealed record ListSubscriptions(PageRequest Page, SubscriptionState? State = null) : IQuery<Page<SubscriptionView>>;

/// <summary>Everybody's or one customer's, newest first; those on hold alone where asked for.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing, StaffRole.Support])]
public sealed record ListAllSubscriptions(PageRequest Page, Guid? CustomerId = null, SubscriptionState? State = null, bool HeldOnly = false)
    : IQuery<Page<SubscriptionView>>;

internal sealed class GetSubscriptionHandler(IStore store, IActorContext actors, SubscriptionLookup lookup, SubscriptionViews views) :
    IRequestHandler<GetSubscription, Result<SubscriptionView>>,
    IRequestHandler<ListSubscriptions, Result<Page<SubscriptionView>>>,
    IRequestHandler<ListAllSubscriptions, Result<Page<SubscriptionView>>>
{
    public async Task<Result<SubscriptionView>> Handle(GetSubscription request, CancellationToken cancellationToken) =>
        await lookup.FindAsync(request.ServiceId, cancellationToken) is { } subscription
            ? (await views.ShowAsync([subscription], cancellationToken))[0]
            : SubscriptionErrors.NotFound;

    public Task<Result<Page<SubscriptionView>>> Handle(ListSubscriptions request, CancellationToken cancellationToken) =>
        PageAsync(store.Query<Subscription>().VisibleTo(actors.Current), request.State, request.Page, cancellationToken);

    public Task<Result<Page<SubscriptionView>>> Handle(ListAllSubscriptions request, CancellationToken cancellationToken)
    {
        var query = store.Query<Subscription>();
        if (request.CustomerId is { } customer)
            query = query.Where(s => s.CustomerId == customer);
        if (request.HeldOnly)
            query = query.Where(s => s.HeldFor != null);
        return PageAsync(query, request.State, request.Page, cancellationToken);
    }

    private async Task<Result<Page<SubscriptionView>>> PageAsync(
        IQueryable<Subscription> query, SubscriptionState? state, PageRequest wanted, CancellationToken ct)
    {
        if (state is { } only)
            query = query.Where(s => s.State == only);
        var page = await store.NewestFirstAsync(query, wanted, s => s, ct);
        return new Page<SubscriptionView>(await views.ShowAsync(page.Items, ct), page.Next);
    }
}
