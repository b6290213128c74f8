using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.PaymentMethods;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.PaymentMethods;

/// <summary>
/// Opens the gateway's page where the customer saves a card; nothing is charged. The card is there once the gateway's event tells of it. Errors:
/// payment_methods_not_offered, gateway_unavailable, gateway_refused.
/// </summary>
[Access(Audience.Customer)]
public sealed record AddPaymentMethod : IWorkflow<CardPageOpened>, IKeyedWorkflow;

internal sealed class AddPaymentMethodHandler(IActorContext actors, GatewayCustomers customers, IPublicAddresses addresses)
    : IRequestHandler<AddPaymentMethod, Result<CardPageOpened>>
{
    public async Task<Result<CardPageOpened>> Handle(AddPaymentMethod request, CancellationToken cancellationToken)
    {
        var known = await customers.EnsureAsync(actors.CustomerId, cancellationToken);
        if (known.Error is { } refused)
            return refused;
        var (gateway, customer) = known.Value;
        var opened = await gateway.OpenSetupPageAsync(customer, addresses.For("/cards/saved"), addresses.For("/cards/not-saved"), cancellationToken);
        return opened.Map(url => new CardPageOpened(url));
    }
}

/// <summary>
/// Opens the gateway's own pages for looking after one's cards; what is changed there comes back by events. Errors as of <see cref="AddPaymentMethod"/>.
/// </summary>
[Access(Audience.Customer)]
public sealed record OpenCardPortal : IWorkflow<CardPageOpened>;

internal sealed class OpenCardPortalHandler(IActorContext actors, GatewayCustomers customers, IPublicAddresses addresses)
    : IRequestHandler<OpenCardPortal, Result<CardPageOpened>>
{
    public async Task<Result<CardPageOpened>> Handle(OpenCardPortal request, CancellationToken cancellationToken)
    {
        var known = await customers.EnsureAsync(actors.CustomerId, cancellationToken);
        if (known.Error is { } refused)
            return refused;
        var (gateway, customer) = known.Value;
        return (await gateway.OpenPortalAsync(customer, addresses.For("/cards/saved"), cancellationToken)).Map(url => new CardPageOpened(url));
    }
}

/// <summary>Makes customers known at the gateway that keeps cards: intent, gateway, outcome (P02).</summary>
internal sealed class GatewayCustomers(
    IStore store, IUnitOfWork unitOfWork, IIdGenerator ids, BillToDirectory directory, IEnumerable<ISavedMethodGateway> gateways)
{
    public async Task<Result<(ISavedMethodGateway Gateway, string Customer)>> EnsureAsync(Guid customerId, CancellationToken ct)
    {
        if (gateways.FirstOrDefault() is not { } gateway)
            return PaymentMethodErrors.NotOffered;
        if (await directory.FindAsync(customerId, ct) is not { } person)
            return CommonErrors.Forbidden;

        var intended = await unitOfWork.RunAsync(token => IntendAsync(customerId, gateway.Provider, token), ct);
        if (intended.Error is { } lost)
            return lost;
        if (intended.Value.ExternalId is { } known)
            return (gateway, known);

        var made = await gateway.EnsureCustomerAsync(intended.Value.Key, customerId, person.Email, person.Name, ct);
        if (made.Error is { } refused)
            return refused;
        await unitOfWork.RunAsync<Done>(
            async token =>
            {
                (await store.FindLockedAsync<GatewayCustomer>(intended.Value.Id, token))?.Known(made.Value);
                return Done.Value;
            },
            ct);
        return (gateway, made.Value);
    }

    private async Task<Result<Intent>> IntendAsync(Guid customerId, string provider, CancellationToken ct)
    {
        var row = await store.FindAsync<GatewayCustomer>(c => c.CustomerId == customerId && c.Provider == provider, ct);
        if (row is null)
        {
            row = GatewayCustomer.Intend(ids.NewId(), customerId, provider);
            store.Add(row);
        }

        return new Intent(row.Id, row.IdempotencyKey, row.ExternalId);
    }

    private sealed record Intent(Guid Id, string Key, string? ExternalId);
}
