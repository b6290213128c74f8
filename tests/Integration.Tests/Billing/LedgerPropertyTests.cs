using EzSolutions.Integration.Tests.Harness;
using FsCheck;
using FsCheck.Fluent;

namespace EzSolutions.Integration.Tests.Billing;

/// <summary>
/// Long random lives of a few customers on the real database: after each command every rule of the books is asked again. A world of its own: tests of
/// the database's guards leave books that are nobody's.
/// </summary>
public sealed class LedgerPropertyTests : IAsyncLifetime
{
    private const int Life = 25;

    private readonly BillingWorld _world = new();

    private static readonly Gen<LedgerCommand> Commands =
        from operation in Gen.Elements(Enum.GetValues<LedgerOperation>())
        from pick in Gen.Choose(0, 1_000)
        from amount in Gen.Frequency(
            (6, Gen.Choose(1, 5_000).Select(a => (long)a)), (1, Gen.Elements(0L, -1L, 1L, 2L)), (1, Gen.Choose(10_000, int.MaxValue).Select(a => (long)a)))
        select new LedgerCommand(operation, pick, amount);

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task M02_to_M09_hold_after_every_step_of_any_sequence_of_commands()
    {
        var customers = new[] { (await _world.NewCustomerAsync()).CustomerId, (await _world.NewCustomerAsync()).CustomerId };
        var done = 0;
        foreach (var currency in new[] { "USD", "JPY", "BHD" })
        {
            var machine = new LedgerMachine(_world.Services, customers, currency);
            foreach (var life in Commands.ListOf(Life).Sample(Life, 2))
            {
                List<LedgerCommand> lived = [];
                foreach (var command in life)
                {
                    lived.Add(command);
                    await machine.RunAsync(command);
                    (await BookInvariants.ViolationsAsync(_world.Database)).ShouldBeEmpty($"after {string.Join(", ", lived)}");
                }
            }

            machine.Refused.ShouldBeGreaterThan(0);
            done += machine.Done;
        }

        done.ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task Machines_that_race_over_the_same_customers_leave_the_books_in_order()
    {
        var customers = new[] { (await _world.NewCustomerAsync()).CustomerId };
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var machine = new LedgerMachine(_world.Services, customers, "EUR");
            foreach (var group in Commands.ListOf(3).Sample(10, 20 + worker))
                await machine.RunAsync([.. group]);
        })));
        (await BookInvariants.ViolationsAsync(_world.Database)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_check_itself_sees_books_that_are_out_of_order()
    {
        // Its own database: these books stay broken.
        var connection = await TestDatabases.CreateAsync();
        await using var database = Npgsql.NpgsqlDataSource.Create(connection);
        (await BookInvariants.ViolationsAsync(database)).ShouldBeEmpty();
        await database.ScalarAsync("SET session_replication_role = replica; INSERT INTO journal_entries (id, kind, reference, created_at) VALUES (gen_random_uuid(), 'x', 'x', now())");
        await database.ScalarAsync("SET session_replication_role = replica; INSERT INTO wallets (customer_id, currency_code, balance_minor_units) VALUES (gen_random_uuid(), 'USD', 5)");
        await database.ScalarAsync("INSERT INTO number_series (series, year, last) VALUES ('INV', 2026, 3)");
        (await BookInvariants.ViolationsAsync(database)).Count.ShouldBe(3);
    }
}
