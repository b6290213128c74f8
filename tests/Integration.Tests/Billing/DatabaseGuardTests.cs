using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Domain.Common;
using EzSolutions.Infrastructure.Billing;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EzSolutions.Integration.Tests.Billing;

[Collection(BillingCollection.Name)]
public sealed class DatabaseGuardTests(BillingWorld world)
{
    private readonly Guid _entry = Guid.CreateVersion7();
    private readonly Guid _customer = Guid.CreateVersion7();

    [Fact]
    public async Task M02_An_unbalanced_entry_does_not_commit() =>
        (await RefusedAsync(Entry, Posting(1, "gateway_clearing", 100, customer: false), Posting(2, "revenue", -99, customer: false))).ShouldBe("m02_balanced");

    [Fact]
    public async Task M02_An_entry_balances_in_each_currency() =>
        (await RefusedAsync(Entry, Posting(1, "gateway_clearing", 100, customer: false), Posting(2, "revenue", -100, customer: false, "EUR"))).ShouldBe("m02_balanced");

    [Fact]
    public async Task M02_An_entry_without_postings_does_not_commit() => (await RefusedAsync(Entry)).ShouldBe("m02_balanced");

    [Theory]
    [InlineData("UPDATE journal_entries SET kind = 'x'")]
    [InlineData("DELETE FROM journal_entries")]
    [InlineData("TRUNCATE journal_entries CASCADE")]
    [InlineData("UPDATE journal_postings SET amount_minor_units = 1")]
    [InlineData("DELETE FROM journal_postings")]
    [InlineData("TRUNCATE journal_postings")]
    public async Task M03_The_journal_is_append_only(string sql) => (await RefusedAsync(sql)).ShouldBe("m03_append_only");

    [Fact]
    public async Task M03_A_complete_entry_takes_no_more_postings()
    {
        await ExecuteAsync(Entry, Posting(1, "gateway_clearing", 100, customer: false), Posting(2, "revenue", -100, customer: false));
        (await RefusedAsync(Posting(3, "gateway_clearing", 5, customer: false), Posting(4, "revenue", -5, customer: false))).ShouldBe("m03_complete");
    }

    [Fact]
    public async Task M04_A_wallet_is_the_sum_of_its_postings_and_never_negative()
    {
        await ExecuteAsync(Entry, Posting(1, "gateway_clearing", 100, customer: false), Posting(2, "wallet", -100, customer: true));
        (await world.ScalarAsync($"SELECT balance_minor_units FROM wallets WHERE customer_id = '{_customer}'")).ShouldBe(100L);
        var spend = Guid.CreateVersion7();
        var refused = await RefusedAsync(
            Entry.Replace(_entry.ToString(), spend.ToString(), StringComparison.Ordinal),
            Posting(1, "wallet", 101, customer: true).Replace(_entry.ToString(), spend.ToString(), StringComparison.Ordinal),
            Posting(2, "revenue", -101, customer: false).Replace(_entry.ToString(), spend.ToString(), StringComparison.Ordinal));
        refused.ShouldBe("ck_wallets_balance");
        (await RefusedAsync($"UPDATE wallets SET balance_minor_units = 1 WHERE customer_id = '{_customer}'")).ShouldBe("m04_only_by_posting");
    }

    [Fact]
    public async Task M05_One_event_is_one_row_and_one_effect_is_booked_once()
    {
        string Event() => $"INSERT INTO inbox_events (id, provider, event_id, type, state, received_at) VALUES ('{Guid.CreateVersion7()}', 'stripe', 'evt_{_entry}', 't', 'processed', now())";
        string Effect() => $"INSERT INTO payment_effects (id, provider, payment_id, effect, invoice_id, amount_minor_units, amount_currency, created_at) VALUES ('{Guid.CreateVersion7()}', 'stripe', 'pi_{_entry}', 'capture', '{Guid.CreateVersion7()}', 1, 'USD', now())";
        await ExecuteAsync(Event(), Effect());
        (await RefusedAsync(Event())).ShouldBe("ix_inbox_events_provider_event_id");
        (await RefusedAsync(Effect())).ShouldBe("ix_payment_effects_provider_payment_id_effect");
        (await RefusedAsync("DELETE FROM payment_effects")).ShouldBe("m05_append_only");
    }

    [Fact]
    public async Task M06_An_invoice_is_not_paid_without_allocations()
    {
        var invoice = (await PlacedAsync()).InvoiceId;
        (await RefusedAsync($"UPDATE invoices SET state = 'paid', amount_paid_minor_units = total_minor_units WHERE id = '{invoice}'")).ShouldBe("m06_allocations");
        (await RefusedAsync($"UPDATE invoices SET state = 'paid' WHERE id = '{invoice}'")).ShouldBe("ck_invoices_paid");
    }

    [Fact]
    public async Task M09_A_finalised_invoice_and_its_lines_never_change()
    {
        var invoice = (await PlacedAsync()).InvoiceId;
        (await RefusedAsync($"UPDATE invoices SET total_minor_units = 1, subtotal_minor_units = 1, tax_minor_units = 0 WHERE id = '{invoice}'")).ShouldBe("m09_immutable");
        (await RefusedAsync($"UPDATE invoices SET number = 'INV-0' WHERE id = '{invoice}'")).ShouldBe("m09_immutable");
        (await RefusedAsync($"DELETE FROM invoices WHERE id = '{invoice}'")).ShouldBe("m09_immutable");
        (await RefusedAsync($"UPDATE invoice_lines SET amount_minor_units = 1 WHERE invoice_id = '{invoice}'")).ShouldBe("m09_lines_immutable");
        (await RefusedAsync($"DELETE FROM invoice_lines WHERE invoice_id = '{invoice}'")).ShouldBe("m09_lines_immutable");
        (await RefusedAsync($"INSERT INTO invoice_lines SELECT (jsonb_populate_record(l, '{{\"position\": 9}}')).* FROM invoice_lines l WHERE invoice_id = '{invoice}'"))
            .ShouldBe("m09_lines_immutable");
    }

    [Fact]
    public async Task M08_Numbers_have_no_gaps_when_takers_race_and_some_give_up()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => world.InScopeAsync(async services =>
        {
            var unitOfWork = services.GetRequiredService<IUnitOfWork>();
            var numbers = services.GetRequiredService<INumberSeries>();
            return await unitOfWork.RunAsync<string>(
                async ct =>
                {
                    var number = await numbers.NextAsync("TST", ct);
                    return i % 4 == 0 ? Error.Conflict("gave_up", "Gave up.") : number;
                },
                default);
        })));
        var numbers = taken.Where(t => t.IsSuccess).Select(t => int.Parse(t.Value[^6..], System.Globalization.CultureInfo.InvariantCulture)).Order().ToList();
        numbers.ShouldBe(Enumerable.Range(1, 30));
    }

    [Fact]
    public async Task M08_The_year_of_a_number_is_the_companys_own_as_on_the_document()
    {
        var taken = await world.InScopeAsync(async services =>
        {
            var numbers = new NumberSeries(services.GetRequiredService<AppDbContext>(), new Elsewhere(new DateOnly(2031, 1, 1)));
            return await services.GetRequiredService<IUnitOfWork>().RunAsync<string>(async ct => await numbers.NextAsync("YR", ct), default);
        });
        taken.Value.ShouldBe("YR-2031-000001");
    }

    [Fact]
    public async Task M05_One_payment_never_pays_two_invoices()
    {
        var (first, second) = (await PlacedAsync(), await PlacedAsync());
        var effect = Guid.CreateVersion7();
        string Effect() => $"INSERT INTO payment_effects (id, provider, payment_id, effect, invoice_id, amount_minor_units, amount_currency, created_at) VALUES ('{effect}', 'stripe', 'pi_{effect}', 'capture', '{first.InvoiceId}', 1200, 'USD', now())";
        string Allocation(Guid? invoice) => $"INSERT INTO payment_allocations (id, invoice_id, effect_id, amount_minor_units, amount_currency, created_at) VALUES ('{Guid.CreateVersion7()}', '{invoice}', '{effect}', 600, 'USD', now())";
        (await RefusedAsync(Effect(), Allocation(first.InvoiceId), Allocation(second.InvoiceId))).ShouldBe("ix_payment_allocations_effect_id");
    }

    [Fact]
    public async Task M07_Refunds_of_a_capture_never_exceed_it_whoever_writes_them()
    {
        var placed = await PlacedAsync();
        var effect = Guid.CreateVersion7();
        string Effect(string kind) => $"INSERT INTO payment_effects (id, provider, payment_id, effect, invoice_id, amount_minor_units, amount_currency, created_at) VALUES ('{effect}', 'stripe', 'pi_{effect}', '{kind}', '{placed.InvoiceId}', 1000, 'USD', now())";
        string Refund(long amount, string state = "approved", string currency = "USD") =>
            $"INSERT INTO refunds (id, effect_id, invoice_id, invoice_number, customer_id, provider, payment_id, amount_minor_units, amount_currency, destination, reason, state, requested_by, requested_at) VALUES ('{Guid.CreateVersion7()}', '{effect}', '{placed.InvoiceId}', '{placed.InvoiceNumber}', '{_customer}', 'stripe', 'pi_{effect}', {amount}, '{currency}', 'origin', 'r', '{state}', 'x', now())";
        await ExecuteAsync(Effect("capture"), Refund(600), Refund(900, "failed"), Refund(400, "requested"));
        (await RefusedAsync(Refund(1))).ShouldBe("m07_refunds");
        (await RefusedAsync(Refund(1, currency: "EUR"))).ShouldBe("m07_refunds");
        (await RefusedAsync($"UPDATE refunds SET state = 'succeeded' WHERE effect_id = '{effect}' AND state = 'failed'")).ShouldBe("m07_refunds");
        (await RefusedAsync($"UPDATE refunds SET amount_minor_units = 601 WHERE effect_id = '{effect}' AND amount_minor_units = 600")).ShouldBe("m07_refunds");
        (await RefusedAsync($"DELETE FROM refunds WHERE effect_id = '{effect}'")).ShouldBe("m07_kept");
    }

    private string Entry => $"INSERT INTO journal_entries (id, kind, reference, created_at) VALUES ('{_entry}', 'test', 'test', now())";

    private string Posting(int position, string account, long amount, bool customer, string currency = "USD") =>
        $"INSERT INTO journal_postings (entry_id, position, account, customer_id, amount_minor_units, amount_currency) VALUES ('{_entry}', {position}, '{account}', {(customer ? $"'{_customer}'" : "NULL")}, {amount}, '{currency}')";

    private async Task<OrderPlaced> PlacedAsync() => await world.PlaceAsync(await world.NewCustomerAsync());

    private async Task<string?> RefusedAsync(params string[] statements) =>
        (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(statements))).ConstraintName;

    private async Task ExecuteAsync(params string[] statements)
    {
        await using var connection = await world.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection, transaction);
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    private sealed class Elsewhere(DateOnly today) : ICompanyCalendar
    {
        public DateOnly Today => today;

        public DateOnly DateOf(DateTimeOffset at) => today;

        public DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

        public DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1)).AddSeconds(-1);
    }
}
