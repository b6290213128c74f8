using System.Globalization;
using EzSolutions.Domain.Billing;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EzSolutions.Benchmarks.Renewals;

/// <summary>A database full of subscriptions that are due, and what must hold of it after any number of runs.</summary>
internal sealed class RenewalBooks(string connection)
{
    public static async Task<RenewalBooks> SeedAsync(string server, int services)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"renewals_{services}");
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
        await using var provider = RenewalWorker.Compose(connection);
        await using var scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IDatabaseStartup>().MigrateAsync(CancellationToken.None);
        var context = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        context.Add(TaxRule.Create(Guid.CreateVersion7(), "DE", null, "VAT 19%", 19, false));
        await context.SaveChangesAsync();

        // One customer for every four services; everything is due in the seven days a run looks ahead.
        await ExecuteAsync(
            connection,
            $"""
             INSERT INTO users (id, user_name, email, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
             SELECT md5('u' || n)::uuid, 'c' || n, 'c' || n || '@customer.example', true, false, false, false, 0 FROM generate_series(0, {services / 4}) n;
             INSERT INTO customers (id, user_id, email, name, country, created_at)
             SELECT md5('c' || n)::uuid, md5('u' || n)::uuid, 'c' || n || '@customer.example', 'Customer ' || n, 'DE', now() FROM generate_series(0, {services / 4}) n;
             INSERT INTO subscriptions (
                 id, service_id, customer_id, label, product_code, product_name, cycle, price_minor_units, price_currency, tax_class, anchor_day,
                 period_start, period_end, state, renewal_open, periods, created_at)
             SELECT md5('x' || n)::uuid, md5('s' || n)::uuid, md5('c' || n / 4)::uuid, 'web' || n || '.example.com', 'vps-m', 'VPS M', 'monthly', 1000 + n % 5000, 'EUR',
                 'standard', extract(day FROM current_date + n % 7)::int, (current_date + n % 7 - interval '1 month')::date, current_date + n % 7, 'active', false, 1, now()
             FROM generate_series(1, {services}) n;
             """);
        await ExecuteAsync(connection, "ANALYZE");
        return new RenewalBooks(connection);
    }

    public string Connection => connection;

    public Task<long> CountAsync(string table) => NumberAsync($"SELECT count(*) FROM {table}");

    /// <summary>What is wrong, in words; empty when every rule holds.</summary>
    public async Task<IReadOnlyList<string>> ProblemsAsync(long renewals)
    {
        List<string> problems = [];
        await ExpectAsync("renewals (O03)", "SELECT count(*) FROM renewals", renewals);
        await ExpectAsync("distinct periods (O03)", "SELECT count(DISTINCT (service_id, period_start)) FROM renewals", renewals);
        await ExpectAsync("subscriptions marked", "SELECT count(*) FROM subscriptions WHERE renewal_open", renewals);
        await ExpectAsync("invoices", "SELECT count(*) FROM invoices WHERE state = 'open'", renewals);
        await ExpectAsync("last number (M08)", "SELECT coalesce(max(last), 0) FROM number_series WHERE series = 'INV'", renewals);
        await ExpectAsync("distinct numbers (M08)", "SELECT count(DISTINCT number) FROM invoices", renewals);
        await ExpectAsync("invoices that differ from their lines (M09)",
            """
            SELECT count(*) FROM invoices i JOIN (SELECT invoice_id, sum(amount_minor_units + tax_minor_units) AS total FROM invoice_lines GROUP BY invoice_id) l
            ON l.invoice_id = i.id WHERE l.total <> i.total_minor_units
            """, 0);
        await ExpectAsync("lines taxed wrongly (M01)",
            "SELECT count(*) FROM invoice_lines WHERE tax_minor_units <> round(amount_minor_units * 0.19)", 0);
        await ExpectAsync("journal entries", "SELECT count(*) FROM journal_entries", renewals);
        await ExpectAsync("trial balance (M02)", "SELECT coalesce(sum(amount_minor_units), 0)::bigint FROM journal_postings", 0);
        await ExpectAsync("receivable less invoiced",
            "SELECT (SELECT coalesce(sum(amount_minor_units), 0) FROM journal_postings WHERE account = 'customer_receivable')::bigint - (SELECT coalesce(sum(total_minor_units), 0) FROM invoices)::bigint", 0);
        return problems;

        async Task ExpectAsync(string what, string sql, long expected)
        {
            var found = await NumberAsync(sql);
            if (found != expected)
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {found}, not {expected}"));
        }
    }

    private async Task<long> NumberAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 600;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 1_800;
        await command.ExecuteNonQueryAsync();
    }
}
