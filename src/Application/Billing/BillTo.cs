using EzSolutions.Application.Billing.Tax;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;

namespace EzSolutions.Application.Billing;

/// <summary>Who is billed, and where they are for tax.</summary>
/// <param name="Currency">What they are quoted in by default; null takes the installation's.</param>
internal sealed record BillTo(Guid CustomerId, string Name, string Email, TaxLocation Location, string? Currency);

/// <summary>Looks customers up for billing.</summary>
internal sealed class BillToDirectory(IStore store)
{
    public async Task<BillTo?> FindAsync(Guid customerId, CancellationToken ct)
    {
        var customer = await store.FirstOrDefaultAsync(store.Query<Customer>().Where(c => c.Id == customerId), ct);
        return customer is null ? null : new BillTo(customer.Id, customer.Name, customer.Email, customer.TaxLocation(), customer.CurrencyCode);
    }
}
