using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Ledger;

/// <summary>What a customer owes and what credit they have, per currency: their own, or for staff anybody's. Errors: customer_not_found.</summary>
/// <param name="CustomerId">Staff name one; a customer's own is taken from the session.</param>
[Access(Audience.Customer | Audience.Staff)]
public sealed record GetCustomerBalance(Guid? CustomerId = null) : IQuery<IReadOnlyList<CustomerBalance>>;

/// <param name="Owed">For finalised invoices.</param>
/// <param name="Credit">In the wallet.</param>
public sealed record CustomerBalance(string Currency, Money Owed, Money Credit);

internal sealed class GetCustomerBalanceHandler(IStore store, IActorContext actors)
    : IRequestHandler<GetCustomerBalance, Result<IReadOnlyList<CustomerBalance>>>
{
    public async Task<Result<IReadOnlyList<CustomerBalance>>> Handle(GetCustomerBalance request, CancellationToken cancellationToken)
    {
        var named = await store.NamedCustomerAsync(actors.Current, request.CustomerId, cancellationToken);
        if (named.Error is { } unknown)
            return unknown;
        var id = named.Value;

        var sums = await store.ListAsync(
            store.Query<Posting>().Where(p => p.CustomerId == id && (p.Account == LedgerAccount.CustomerReceivable || p.Account == LedgerAccount.Wallet))
                .GroupBy(p => new { p.Account, p.Amount.Currency })
                .Select(g => new { g.Key.Account, g.Key.Currency, Sum = g.Sum(p => p.Amount.MinorUnits) }),
            cancellationToken);
        var balances = sums.GroupBy(s => s.Currency).OrderBy(g => g.Key.Code, StringComparer.Ordinal).Select(g => new CustomerBalance(
            g.Key.Code,
            new Money(g.Where(s => s.Account == LedgerAccount.CustomerReceivable).Sum(s => s.Sum), g.Key),
            new Money(-g.Where(s => s.Account == LedgerAccount.Wallet).Sum(s => s.Sum), g.Key)));
        return Result<IReadOnlyList<CustomerBalance>>.Success([.. balances]);
    }
}

internal static class NamedCustomer
{
    /// <summary>A customer is always themselves, whatever they name; staff have to name one that exists.</summary>
    public static async Task<Result<Guid>> NamedCustomerAsync(this IStore store, Actor actor, Guid? named, CancellationToken ct)
    {
        if (actor is Actor.Customer customer)
            return named is null || named == customer.CustomerId ? customer.CustomerId : BillingErrors.CustomerNotFound;
        return named is { } id && await store.AnyAsync(store.Query<Customer>().Where(c => c.Id == id), ct) ? id : BillingErrors.CustomerNotFound;
    }
}
