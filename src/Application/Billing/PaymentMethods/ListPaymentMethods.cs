using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing.PaymentMethods;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.PaymentMethods;

/// <summary>The cards a customer keeps, the default first. Staff and the system name a customer; a customer sees their own whatever they name.</summary>
[Access(Audience.Customer | Audience.Staff | Audience.System, Roles = [StaffRole.Billing])]
public sealed record ListPaymentMethods(Guid? CustomerId = null) : IQuery<IReadOnlyList<PaymentMethodView>>;

internal sealed class ListPaymentMethodsHandler(IStore store, IActorContext actors)
    : IRequestHandler<ListPaymentMethods, Result<IReadOnlyList<PaymentMethodView>>>
{
    public async Task<Result<IReadOnlyList<PaymentMethodView>>> Handle(ListPaymentMethods request, CancellationToken cancellationToken)
    {
        var owner = actors.Current is Actor.Customer customer ? customer.CustomerId : request.CustomerId ?? Guid.Empty;
        var kept = await store.ListAsync(
            store.Query<PaymentMethod>().Where(m => m.CustomerId == owner && m.State == PaymentMethodState.Active)
                .OrderByDescending(m => m.IsDefault).ThenByDescending(m => m.Id),
            cancellationToken);
        return kept.ConvertAll(PaymentMethodViews.From);
    }
}
