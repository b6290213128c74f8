using EzSolutions.Integration.Tests.Harness;
using FsCheck;
using FsCheck.Fluent;

namespace EzSolutions.Integration.Tests.Billing;

/// <summary>Long random lives of a few customers on the real database: after each group of commands every rule of the books is asked again.</summary>
[Collection(BillingCollection.Name)]
public sealed class LedgerPropertyTests(BillingWorld world)
{
    private static readonly Gen<LedgerCommand> Commands =
        from operation in Gen.Elements(Enum.GetValues<LedgerOperation>())
        from pick in Gen.Choose(0, 1_000)
        from amount in Gen.Frequency(
            (6, Gen.Choose(1, 5_000).Select(a => (long)a)), (1, Gen.Elements(0L, -1L, 1L, 2L)), (1, Gen.Choose(10_000, int.MaxValue).Select(a => (long)a)))
        select new LedgerCommand(operation, pick, amount);

    [Fact]
    public async Task M02_to_M09_hold_after_every_step_of_any_sequence_of_commands()
    {
        var customers = new[] { (await world.NewCustomerAsync()).CustomerId, (await world.NewCustomerAsync()).CustomerId };
        var done = 0;
        foreach (var (currency, seed) in new[] { ("USD", 1), ("JPY", 2), ("BHD", 3) })
        {
            var machine = new LedgerMachine(world.Services, customers, currency);
            foreach (var group in Commands.ListOf(12).Sample(12, 20 + seed))
            {
                await machine.RunAsync([.. group]);
                (await BookInvariants.ViolationsAsync(world.Database)).ShouldBeEmpty($"after {string.Join(", ", group)}");
            }

            machine.Refused.ShouldBeGreaterThan(0);
            done += machine.Done;
        }

        done.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Machines_that_race_over_the_same_customers_leave_the_books_in_order()
    {
        var customers = new[] { (await world.NewCustomerAsync()).CustomerId };
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var machine = new LedgerMachine(world.Services, customers, "EUR");
            foreach (var group in Commands.ListOf(3).Sample(10, 20 + worker))
                await machine.RunAsync([.. group]);
        })));
        (await BookInvariants.ViolationsAsync(world.Database)).ShouldBeEmpty();
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
