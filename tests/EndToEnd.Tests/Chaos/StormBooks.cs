using System.Globalization;
using Npgsql;

namespace EzSolutions.EndToEnd.Tests.Chaos;

/// <summary>Open invoices with a payment begun on each, put there as the program would, and what the books say in the end.</summary>
internal sealed class StormBooks(NpgsqlDataSource database)
{
    private const int Batch = 250;

    /// <returns>The payments' ids.</returns>
    public async Task<IReadOnlyList<Guid>> PrepareAsync(int count, CancellationToken ct)
    {
        var payments = new List<Guid>(count);
        for (var from = 0; from < count; from += Batch)
        {
            var ids = Enumerable.Range(from, Math.Min(Batch, count - from)).Select(_ => Guid.CreateVersion7(TimeProvider.System.GetUtcNow())).ToArray();
            await using var connection = await database.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            foreach (var step in new[] { "CREATE TEMP TABLE asked (payment uuid, invoice uuid, entry uuid, number text, customer uuid) ON COMMIT DROP", Asked })
            {
                await using var command = new NpgsqlCommand(step, connection, transaction);
                if (step == Asked)
                    command.Parameters.Add(new() { Value = ids });
                await command.ExecuteNonQueryAsync(ct);
            }

            // One statement after the other: M03 and M09 let postings and lines in once their entry and invoice are there.
            await using (var insert = new NpgsqlCommand(Insert, connection, transaction))
                await insert.ExecuteNonQueryAsync(ct);
            await transaction.CommitAsync(ct);
            payments.AddRange(ids);
        }

        return payments;
    }

    public async Task<long> CountAsync(string sql, CancellationToken ct)
    {
        await using var command = database.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }

    /// <summary>The final state does not depend on the order of events: it is compared with the one that follows from what was paid.</summary>
    public async Task<IReadOnlyList<string>> JudgeAsync(int count, CancellationToken ct)
    {
        var problems = new List<string>();
        await ExpectAsync("captures booked", "SELECT count(*) FROM payment_effects WHERE effect = 'capture' AND payment_id LIKE 'pi_%'", count);
        await ExpectAsync("invoices paid exactly", $"SELECT count(*) FROM invoices WHERE {Ours} AND state = 'paid' AND amount_paid_minor_units = 1200", count);
        await ExpectAsync("payments succeeded", "SELECT count(*) FROM payments WHERE return_token = 'storm' AND state = 'succeeded'", count);
        await ExpectAsync("allocations", $"SELECT count(*) FROM payment_allocations a JOIN invoices i ON i.id = a.invoice_id WHERE i.{Ours}", count);
        await ExpectAsync("trial balance", "SELECT coalesce(sum(abs(s)), 0) FROM (SELECT sum(amount_minor_units) AS s FROM journal_postings GROUP BY amount_currency) t", 0);
        await ExpectAsync("gateway clearing", "SELECT coalesce(sum(amount_minor_units), 0) FROM journal_postings WHERE account IN ('gateway_clearing', 'gateway_fees')", 1200L * count);
        await ExpectAsync("fees booked", "SELECT count(*) FROM payment_effects WHERE effect = 'fee' AND payment_id LIKE 'pi_%'", count);
        await ExpectAsync("receivable left", "SELECT coalesce(sum(amount_minor_units), 0) FROM journal_postings WHERE account = 'customer_receivable'", 0);
        await ExpectAsync("wallet credit", "SELECT coalesce(sum(balance_minor_units), 0) FROM wallets", 0);
        await ExpectAsync("inbox rows", "SELECT count(*) FROM inbox_events", count);
        await ExpectAsync("inbox rows not processed", "SELECT count(*) FROM inbox_events WHERE state <> 'processed'", 0);
        return problems;

        async Task ExpectAsync(string what, string sql, long expected)
        {
            var found = await CountAsync(sql, ct);
            if (found != expected)
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {found} instead of {expected}"));
        }
    }

    private const string Ours = "order_number = 'STORM'";

    private const string Asked =
        """
        WITH series AS (
            INSERT INTO number_series AS n (series, year, last) VALUES ('INV', 2026, cardinality($1::uuid[]))
            ON CONFLICT (series, year) DO UPDATE SET last = n.last + cardinality($1::uuid[]) RETURNING last - cardinality($1::uuid[]) AS before)
        INSERT INTO asked
        SELECT u.id AS payment, gen_random_uuid() AS invoice, gen_random_uuid() AS entry, 'INV-2026-' || lpad((series.before + u.ordinal)::text, 6, '0') AS number,
               (SELECT id FROM customers ORDER BY id LIMIT 1) AS customer
        FROM unnest($1::uuid[]) WITH ORDINALITY AS u(id, ordinal), series
        """;

    private const string Insert =
        """
        INSERT INTO invoices (id, customer_id, number, order_number, state, issued_at, due_at, credit_applied_minor_units, credited_minor_units,
            amount_paid_currency, amount_paid_minor_units, subtotal_currency, subtotal_minor_units, tax_currency, tax_minor_units, total_currency, total_minor_units)
        SELECT invoice, customer, number, 'STORM', 'open', now(), now() + interval '7 days', 0, 0, 'USD', 0, 'USD', 1200, 'USD', 0, 'USD', 1200 FROM asked;
        INSERT INTO invoice_lines (invoice_id, position, description, quantity, tax_included, tax_kind, tax_label, taxes, tax_rate_percent,
            amount_currency, amount_minor_units, discount_currency, discount_minor_units, tax_currency, tax_minor_units)
        SELECT invoice, 1, 'Storm', 1, false, 'not_taxed', 'No tax', '[]', 0, 'USD', 1200, 'USD', 0, 'USD', 0 FROM asked;
        INSERT INTO journal_entries (id, kind, reference, invoice_id, created_at) SELECT entry, 'invoice_finalised', 'STORM', invoice, now() FROM asked;
        INSERT INTO journal_postings (entry_id, position, account, customer_id, amount_currency, amount_minor_units)
        SELECT entry, 1, 'customer_receivable', customer, 'USD', 1200 FROM asked UNION ALL SELECT entry, 2, 'revenue', NULL, 'USD', -1200 FROM asked;
        INSERT INTO payments (id, invoice_id, customer_id, provider, return_token, state, created_at, expires_at, amount_currency, amount_minor_units)
        SELECT payment, invoice, customer, 'stripe', 'storm', 'intended', now(), now() + interval '1 day', 'USD', 1200 FROM asked
        """;
}
