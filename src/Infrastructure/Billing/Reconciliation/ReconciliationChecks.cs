using System.Globalization;
using EzSolutions.Application.Billing.Reconciliation;
using EzSolutions.Domain.Common;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;

namespace EzSolutions.Infrastructure.Billing.Reconciliation;

/// <inheritdoc />
internal sealed class ReconciliationChecks(AppDbContext context) : IReconciliationChecks
{
    public async Task<IReadOnlyList<Observation>> WalletMismatchesAsync(CancellationToken ct)
    {
        var rows = await context.Database
            .SqlQuery<WalletRow>(
                $"""
                 SELECT coalesce(w.customer_id, p.customer_id) AS customer, coalesce(w.currency_code, p.currency) AS currency,
                        coalesce(w.balance_minor_units, 0) AS balance, coalesce(p.total, 0) AS postings
                 FROM wallets w
                 FULL JOIN (SELECT customer_id, amount_currency AS currency, -sum(amount_minor_units)::bigint AS total
                            FROM journal_postings WHERE account = 'wallet' GROUP BY customer_id, amount_currency) p
                   ON p.customer_id = w.customer_id AND p.currency = w.currency_code
                 WHERE coalesce(w.balance_minor_units, 0) <> coalesce(p.total, 0)
                 LIMIT 500
                 """)
            .ToListAsync(ct);
        return rows.ConvertAll(r => new Observation(
            $"{r.Customer}:{r.Currency}",
            $"The wallet says {Show(r.Balance, r.Currency)}, its postings say {Show(r.Postings, r.Currency)}."));
    }

    public async Task<IReadOnlyList<Observation>> NumberGapsAsync(CancellationToken ct)
    {
        var missing = await context.Database
            .SqlQuery<string>(
                $"""
                 WITH given AS (
                     SELECT n.series || '-' || n.year || '-' || CASE WHEN g < 1000000 THEN lpad(g::text, 6, '0') ELSE g::text END AS number
                     FROM number_series n CROSS JOIN LATERAL generate_series(1, n.last) g
                     WHERE n.series IN ('INV', 'CRN'))
                 SELECT number AS "Value" FROM given
                 WHERE NOT EXISTS (SELECT 1 FROM invoices i WHERE i.number = given.number)
                   AND NOT EXISTS (SELECT 1 FROM credit_notes c WHERE c.number = given.number)
                 ORDER BY number LIMIT 500
                 """)
            .ToListAsync(ct);
        return missing.ConvertAll(number => new Observation(number, $"Number {number} was given out and stands on no document."));
    }

    public async Task<long> CorrectWalletAsync(Guid customerId, string currency, CancellationToken ct)
    {
        // M04: the guard lets only postings move a balance; here they are what it is set to, under the wallet's lock.
        await context.Database.ExecuteSqlAsync(
            $"SELECT 1 FROM wallets WHERE customer_id = {customerId} AND currency_code = {currency} FOR UPDATE", ct);
        await context.Database.ExecuteSqlAsync($"SELECT set_config('ez.wallet_posting', 'on', true)", ct);
        var balances = await context.Database
            .SqlQuery<long>(
                $"""
                 INSERT INTO wallets (customer_id, currency_code, balance_minor_units)
                 SELECT {customerId}, {currency}, coalesce(-sum(amount_minor_units), 0)::bigint
                 FROM journal_postings WHERE account = 'wallet' AND customer_id = {customerId} AND amount_currency = {currency}
                 ON CONFLICT (customer_id, currency_code) DO UPDATE SET balance_minor_units = excluded.balance_minor_units
                 RETURNING balance_minor_units AS "Value"
                 """)
            .ToListAsync(ct);
        await context.Database.ExecuteSqlAsync($"SELECT set_config('ez.wallet_posting', '', true)", ct);
        return balances[0];
    }

    private static string Show(long minorUnits, string currency) =>
        string.Create(CultureInfo.InvariantCulture, $"{new Money(minorUnits, Currency.Of(currency))}");

    private sealed record WalletRow(Guid Customer, string Currency, long Balance, long Postings);
}
