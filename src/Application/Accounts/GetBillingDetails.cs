using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Accounts;

/// <summary>Where the signed-in customer is billed.</summary>
[Access(Audience.Customer)]
public sealed record GetBillingDetails : IQuery<BillingDetailsView>;

/// <summary>Where a customer is billed. Errors: customer_not_found.</summary>
[Access(Audience.Staff)]
public sealed record GetCustomerBillingDetails(Guid CustomerId) : IQuery<BillingDetailsView>;

/// <param name="TaxExemption">Why no tax is charged; null for most.</param>
public sealed record BillingDetailsView(Guid CustomerId, string Name, string Email, BillingDetails Details, string? TaxExemption)
{
    internal static BillingDetailsView From(Customer customer) =>
        new(customer.Id, customer.Name, customer.Email, customer.Billing, customer.TaxExemption);
}

internal sealed class GetBillingDetailsHandler(IStore store, IActorContext actors) :
    IRequestHandler<GetBillingDetails, Result<BillingDetailsView>>,
    IRequestHandler<GetCustomerBillingDetails, Result<BillingDetailsView>>
{
    public Task<Result<BillingDetailsView>> Handle(GetBillingDetails request, CancellationToken cancellationToken) =>
        GetAsync(actors.CustomerId, cancellationToken);

    public Task<Result<BillingDetailsView>> Handle(GetCustomerBillingDetails request, CancellationToken cancellationToken) =>
        GetAsync(request.CustomerId, cancellationToken);

    private async Task<Result<BillingDetailsView>> GetAsync(Guid customerId, CancellationToken ct)
    {
        var customer = await store.FirstOrDefaultAsync(store.Query<Customer>().Where(c => c.Id == customerId), ct);
        return customer is null ? AccountErrors.CustomerNotFound : BillingDetailsView.From(customer);
    }
}
