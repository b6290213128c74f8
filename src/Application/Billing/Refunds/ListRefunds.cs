using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing.Refunds;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Refunds;

/// <summary>Refunds, newest first: a customer's own, or for staff all of them.</summary>
[Access(Audience.Customer | Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record ListRefunds(PageRequest Page, RefundState? State = null) : IQuery<Page<RefundView>>;

internal sealed class ListRefundsHandler(IStore store, IActorContext actors) : IRequestHandler<ListRefunds, Result<Page<RefundView>>>
{
    public async Task<Result<Page<RefundView>>> Handle(ListRefunds request, CancellationToken cancellationToken)
    {
        var refunds = store.Query<Refund>();
        if (actors.Current is Actor.Customer customer)
            refunds = refunds.Where(r => r.CustomerId == customer.CustomerId);
        if (request.State is { } state)
            refunds = refunds.Where(r => r.State == state);
        return await store.NewestFirstAsync(refunds, request.Page, RefundViews.From, cancellationToken);
    }
}
