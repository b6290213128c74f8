using Npgsql;

namespace EzSolutions.EndToEnd.Tests.Chaos;

/// <summary>Our own books, asked with plain SQL: nothing of the program stands between them and the question.</summary>
internal sealed class Books(string connectionString)
{
    /// <summary>Each question counts what must not exist.</summary>
    private static readonly (string Problem, string Sql)[] Forbidden =
    [
        ("M02 entries whose postings do not sum to zero",
            "SELECT count(*) FROM (SELECT 1 FROM journal_postings GROUP BY entry_id, amount_currency HAVING sum(amount_minor_units) <> 0) x"),
        ("customers who owe something although all is paid",
            "SELECT count(*) FROM (SELECT 1 FROM journal_postings WHERE account = 'customer_receivable' GROUP BY customer_id, amount_currency HAVING sum(amount_minor_units) <> 0) x"),
        ("wallets with money that nobody paid in", "SELECT count(*) FROM wallets WHERE balance_minor_units <> 0"),
        ("invoices that are not paid", "SELECT count(*) FROM invoices WHERE state <> 'paid'"),
        ("M05 invoices paid by more or less than one allocation",
            "SELECT count(*) FROM invoices i WHERE (SELECT count(*) FROM payment_allocations a WHERE a.invoice_id = i.id) <> 1"),
        ("invoices with more or less than one capture in the ledger",
            "SELECT count(*) FROM invoices i WHERE (SELECT count(*) FROM journal_entries e WHERE e.invoice_id = i.id AND e.kind = 'payment_captured') <> 1"),
        ("gateway events that are not done", "SELECT count(*) FROM inbox_events WHERE state IN ('received', 'unmatched')"),
        ("orders that are not completed", "SELECT count(*) FROM orders WHERE state <> 'completed'"),
        ("orders with more or less than one service", "SELECT count(*) FROM orders o WHERE (SELECT count(*) FROM services s WHERE s.order_id = o.id) <> 1"),
        ("services that do not run with an address",
            "SELECT count(*) FROM services WHERE state <> 'active' OR observed <> 'running' OR (ipv4 IS NULL AND ipv6 IS NULL)"),
        ("P03 services with more or less than one live machine number",
            "SELECT count(*) FROM services s WHERE (SELECT count(*) FROM vm_allocations a WHERE a.service_id = s.id AND a.state = 'live') <> 1"),
        ("P04 findings of the reconciler", "SELECT count(*) FROM machine_findings"),
        ("P06 provisioning jobs that are not done", "SELECT count(*) FROM provisioning_jobs WHERE state <> 'done'"),
        ("staff tickets although nothing failed for good", "SELECT count(*) FROM tickets"),
        ("C01 conversations whose sequence has gaps",
            "SELECT count(*) FROM (SELECT 1 FROM entries GROUP BY conversation_id HAVING min(sequence) <> 1 OR max(sequence) <> count(*)) x"),
        ("C06 conversations with something unanswered", "SELECT count(*) FROM conversations WHERE handled_up_to < last_inbound_sequence"),
        ("C06 messages without an answer before the next one",
            """
            SELECT count(*) FROM (
              SELECT author_kind, lead(author_kind) OVER (PARTITION BY conversation_id ORDER BY sequence) AS next FROM entries) x
            WHERE author_kind = 'customer' AND next IS DISTINCT FROM 'bot'
            """),
        ("C06 messages answered by more or less than one turn",
            """
            SELECT count(*) FROM entries e WHERE e.author_kind = 'customer' AND (
              SELECT count(*) FROM turn_traces t WHERE t.conversation_id = e.conversation_id AND e.sequence BETWEEN t.from_sequence AND t.up_to_sequence) <> 1
            """),
    ];

    public async Task<IReadOnlyList<string>> ProblemsAsync(int orders, CancellationToken ct)
    {
        var problems = new List<string>();
        foreach (var (problem, sql) in Forbidden)
        {
            if (await NumberAsync(sql, ct) is var count and not 0)
                problems.Add($"{problem}: {count}");
        }

        foreach (var (series, table) in new[] { ("ORD", "orders"), ("INV", "invoices") })
        {
            // M08: as many as were given out, all different, none beyond the last.
            var gapless = $"""
                SELECT count(*) FROM (
                  SELECT count(*) AS rows, count(DISTINCT number) AS numbers, max(right(number, 6)::bigint) AS highest FROM {table}) t,
                  (SELECT last FROM number_series WHERE series = '{series}') n
                WHERE t.rows = {orders} AND t.numbers = t.rows AND t.highest = t.rows AND n.last = t.rows
                """;
            if (await NumberAsync(gapless, ct) != 1)
                problems.Add($"M08 {table} are not {orders} numbered without gaps: {string.Join(' ', await ListAsync($"SELECT number FROM {table} ORDER BY number", ct))}");
        }

        return problems;
    }

    /// <summary>How much is still to come to an end by itself.</summary>
    public async Task<long> OpenWorkAsync(int orders, CancellationToken ct) => await NumberAsync(
        $"SELECT {orders} - (SELECT count(*) FROM services WHERE state IN ('active', 'failed')) + (SELECT count(*) FROM conversations WHERE handled_up_to < last_inbound_sequence)", ct);

    public async Task<long> NumberAsync(string sql, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async Task<IReadOnlyList<string>> ListAsync(string sql, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<string>();
        while (await reader.ReadAsync(ct))
            rows.Add(reader.GetString(0));
        return rows;
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        // Not pooled: the database may have crashed since the last question.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }
}
