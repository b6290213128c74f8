using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Domain.Common;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;

namespace EzSolutions.Infrastructure.Billing.Wallets;

/// <inheritdoc />
internal sealed class WalletLocks(AppDbContext context) : IWalletLocks
{
    public async Task<Money> LockAsync(Guid customerId, Currency currency, CancellationToken ct)
    {
        if (context.Database.CurrentTransaction is null)
            throw new InvalidOperationException("M04: a wallet is locked inside a unit of work.");

        // A wallet that is not there yet has nothing to lock, and nothing to spend: the posting that makes it brings its first credit.
        var code = currency.Code;
        var balance = await context.Database
            .SqlQuery<long>($"SELECT balance_minor_units AS \"Value\" FROM wallets WHERE customer_id = {customerId} AND currency_code = {code} FOR UPDATE")
            .ToListAsync(ct);
        return new Money(balance.Count == 0 ? 0 : balance[0], currency);
    }
}
