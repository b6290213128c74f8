using Npgsql;

namespace EzSolutions.Integration.Tests.Billing;

/// <summary>What must hold of the books at any moment, asked of the database itself.</summary>
internal static class BookInvariants
{
    private static readonly (string Rule, string Violations)[] Rules =
    [
        ("M02 every entry balances in each currency",
            "SELECT count(*) FROM (SELECT 1 FROM journal_postings GROUP BY entry_id, amount_currency HAVING sum(amount_minor_units) <> 0) x"),
        ("M02 the trial balance is zero",
            "SELECT count(*) FROM (SELECT 1 FROM journal_postings GROUP BY amount_currency HAVING sum(amount_minor_units) <> 0) x"),
        ("M02 no entry is without postings",
            "SELECT count(*) FROM journal_entries e WHERE NOT EXISTS (SELECT 1 FROM journal_postings p WHERE p.entry_id = e.id)"),
        ("M04 a wallet is the sum of its postings and not negative",
            """
            SELECT count(*) FROM wallets w
            FULL JOIN (SELECT customer_id, amount_currency, -sum(amount_minor_units) AS balance FROM journal_postings WHERE account = 'wallet' GROUP BY 1, 2) p
                ON p.customer_id = w.customer_id AND p.amount_currency = w.currency_code
            WHERE coalesce(w.balance_minor_units, 0) <> coalesce(p.balance, 0) OR w.balance_minor_units < 0
            """),
        ("M05 one payment has one effect of a kind and pays one invoice",
            """
            SELECT (SELECT count(*) FROM (SELECT 1 FROM payment_effects GROUP BY provider, payment_id, effect HAVING count(*) > 1) x)
                 + (SELECT count(*) FROM (SELECT 1 FROM payment_allocations GROUP BY effect_id HAVING count(*) > 1) x)
                 + (SELECT count(*) FROM payment_allocations a JOIN payment_effects e ON e.id = a.effect_id WHERE a.amount_minor_units > e.amount_minor_units OR a.invoice_id IS DISTINCT FROM e.invoice_id)
            """),
        ("M05 every captured payment is in the journal once, whole",
            """
            SELECT count(*) FROM payment_effects e WHERE e.provider <> 'wallet' AND e.effect = 'capture' AND e.amount_minor_units IS DISTINCT FROM (
                SELECT sum(p.amount_minor_units)::bigint FROM journal_entries j JOIN journal_postings p ON p.entry_id = j.id
                WHERE j.reference = e.payment_id AND p.account IN ('gateway_clearing', 'bank') AND j.kind IN ('payment_captured', 'wallet_topped_up'))
            """),
        ("M06 what was paid is what was allocated, and paid is paid in whole",
            """
            SELECT count(*) FROM invoices i LEFT JOIN (SELECT invoice_id, sum(amount_minor_units) AS paid FROM payment_allocations GROUP BY 1) a ON a.invoice_id = i.id
            WHERE i.number IS NOT NULL AND (i.amount_paid_minor_units <> coalesce(a.paid, 0)
                OR (i.state = 'paid') <> (i.amount_paid_minor_units > 0 AND i.amount_paid_minor_units + i.credit_applied_minor_units = i.total_minor_units))
            """),
        ("M06 what is still due of an invoice is what the ledger says is owed for it",
            """
            SELECT count(*) FROM invoices i LEFT JOIN (
                SELECT e.invoice_id, sum(p.amount_minor_units) AS owed FROM journal_entries e JOIN journal_postings p ON p.entry_id = e.id
                WHERE p.account = 'customer_receivable' GROUP BY 1) o ON o.invoice_id = i.id
            WHERE i.number IS NOT NULL AND coalesce(o.owed, 0) <>
                CASE WHEN i.state IN ('open', 'partially_paid', 'overdue') THEN i.total_minor_units - i.amount_paid_minor_units - i.credit_applied_minor_units ELSE 0 END
            """),
        ("M07 no more was sent back than was captured, and none that was not taken out of a wallet",
            """
            SELECT count(*) FROM (
                SELECT p.amount_currency,
                    sum(p.amount_minor_units) FILTER (WHERE p.account = 'refunds_payable') AS payable,
                    sum(-p.amount_minor_units) FILTER (WHERE e.kind = 'refund_paid' AND p.account = 'gateway_clearing') AS sent,
                    sum(p.amount_minor_units) FILTER (WHERE e.kind IN ('payment_captured', 'wallet_topped_up', 'wallet_adjusted') AND p.account IN ('gateway_clearing', 'bank', 'wallet_adjustments') AND p.amount_minor_units > 0) AS taken
                FROM journal_postings p JOIN journal_entries e ON e.id = p.entry_id GROUP BY 1) x
            WHERE coalesce(payable, 0) > 0 OR coalesce(sent, 0) > coalesce(taken, 0)
            """),
        ("M07 the refunds of a payment that have not failed are together at most what was captured",
            """
            SELECT count(*) FROM payment_effects e JOIN (
                SELECT effect_id, sum(amount_minor_units) AS given FROM refunds WHERE state NOT IN ('failed', 'rejected') GROUP BY 1) r ON r.effect_id = e.id
            WHERE e.effect <> 'capture' OR r.given > e.amount_minor_units
            """),
        ("M08 numbers have no gaps",
            """
            SELECT count(*) FROM number_series s LEFT JOIN LATERAL (
                SELECT count(*) AS used, count(DISTINCT number) AS different, max(right(number, 6)::bigint) AS highest FROM (
                    SELECT number FROM invoices WHERE s.series = 'INV' UNION ALL SELECT number FROM credit_notes WHERE s.series = 'CRN') d
                WHERE d.number LIKE s.series || '-' || s.year || '-%') n ON true
            WHERE s.series IN ('INV', 'CRN') AND (n.used, n.different, n.highest) IS DISTINCT FROM (s.last, s.last, s.last)
            """),
        ("M09 totals are the sums of their lines, and credit that of the credit notes",
            """
            SELECT (SELECT count(*) FROM invoices i LEFT JOIN (SELECT invoice_id, sum(amount_minor_units) AS net, sum(tax_minor_units) AS tax FROM invoice_lines GROUP BY 1) l
                        ON l.invoice_id = i.id WHERE (i.subtotal_minor_units, i.tax_minor_units) IS DISTINCT FROM (l.net::bigint, l.tax::bigint))
                 + (SELECT count(*) FROM invoices i LEFT JOIN (SELECT invoice_id, sum(total_minor_units) AS total, sum(applied_minor_units) AS applied FROM credit_notes GROUP BY 1) n
                        ON n.invoice_id = i.id WHERE (i.credited_minor_units, i.credit_applied_minor_units) IS DISTINCT FROM (coalesce(n.total, 0)::bigint, coalesce(n.applied, 0)::bigint))
            """),
        ("revenue and tax are those of the documents",
            """
            SELECT count(*) FROM (
                SELECT amount_currency AS currency, sum(-amount_minor_units) AS booked FROM journal_postings WHERE account IN ('revenue', 'refunds', 'tax_payable') GROUP BY 1) l
            FULL JOIN (
                SELECT currency, sum(amount) AS billed FROM (
                    SELECT total_currency AS currency, total_minor_units AS amount FROM invoices WHERE number IS NOT NULL AND (state <> 'void' OR credited_minor_units > 0)
                    UNION ALL SELECT total_currency, -total_minor_units FROM credit_notes) d GROUP BY 1) b ON b.currency = l.currency
            WHERE coalesce(l.booked, 0) <> coalesce(b.billed, 0)
            """),
    ];

    public static int Count => Rules.Length;

    /// <returns>The rules that do not hold, with how often; empty when all do.</returns>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(NpgsqlDataSource database)
    {
        var broken = new List<string>();
        await using var connection = await database.OpenConnectionAsync();
        foreach (var (rule, sql) in Rules)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            if (await command.ExecuteScalarAsync() is var found && Convert.ToInt64(found, System.Globalization.CultureInfo.InvariantCulture) is var count && count != 0)
                broken.Add($"{rule}: {count} times not");
        }

        return broken;
    }
}
