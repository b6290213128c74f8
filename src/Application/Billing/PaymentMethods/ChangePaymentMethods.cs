using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing.PaymentMethods;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.PaymentMethods;

/// <summary>Chooses the card that automatic payments use. Errors: payment_method_not_found.</summary>
[Access(Audience.Customer)]
public sealed record SetDefaultPaymentMethod(Guid Id) : ICommand<PaymentMethodView>;

internal sealed class SetDefaultPaymentMethodHandler(IStore store, IActorContext actors, CardBook book)
    : IRequestHandler<SetDefaultPaymentMethod, Result<PaymentMethodView>>
{
    public async Task<Result<PaymentMethodView>> Handle(SetDefaultPaymentMethod request, CancellationToken cancellationToken)
    {
        var owner = actors.CustomerId;
        var method = await store.FindAsync<PaymentMethod>(
            m => m.Id == request.Id && m.CustomerId == owner && m.State == PaymentMethodState.Active, cancellationToken);
        if (method is null)
            return PaymentMethodErrors.NotFound;
        await book.MakeDefaultAsync(method, cancellationToken);
        return PaymentMethodViews.From(method);
    }
}

/// <summary>Takes a card away, here and at the gateway. Errors: payment_method_not_found, gateway_unavailable.</summary>
[Access(Audience.Customer)]
public sealed record RemovePaymentMethod(Guid Id) : IWorkflow<Done>;

internal sealed class RemovePaymentMethodHandler(
    IStore store, IUnitOfWork unitOfWork, IActorContext actors, IEnumerable<ISavedMethodGateway> gateways, CardBook book)
    : IRequestHandler<RemovePaymentMethod, Result<Done>>
{
    public async Task<Result<Done>> Handle(RemovePaymentMethod request, CancellationToken cancellationToken)
    {
        var owner = actors.CustomerId;
        var method = await store.FirstOrDefaultAsync(
            store.Query<PaymentMethod>().Where(m => m.Id == request.Id && m.CustomerId == owner && m.State == PaymentMethodState.Active), cancellationToken);
        if (method is null)
            return PaymentMethodErrors.NotFound;

        // First here: from this moment on it is not charged, whatever becomes of the call.
        var removed = await unitOfWork.RunAsync<Done>(
            async ct =>
            {
                await book.RemoveAsync(method.Provider, method.ExternalId, ct);
                return Done.Value;
            },
            cancellationToken);
        if (removed.Error is { } lost)
            return lost;
        var gateway = gateways.FirstOrDefault(g => g.Provider == method.Provider);
        return gateway is null ? Done.Value : await gateway.RemoveAsync(method.ExternalId, cancellationToken);
    }
}
