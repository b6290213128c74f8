using EzSolutions.Infrastructure.Common.Persistence;
using EzSolutions.Integration.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EzSolutions.Integration.Tests.Common;

/// <summary>The migrations make the database that the model describes, however many nodes start at once.</summary>
public sealed class MigrationTests
{
    private const int Nodes = 4;

    [Fact]
    public async Task Model_and_migrations_agree()
    {
        await using var source = NpgsqlDataSource.Create(await TestDatabases.CreateAsync());
        await using var context = Context(source);

        context.Database.GetMigrations().ShouldNotBeEmpty("There is no migration yet: dotnet ef migrations add (CONTRIBUTING.md).");
        context.Database.HasPendingModelChanges().ShouldBeFalse("The model has changed without a migration: dotnet ef migrations add (CONTRIBUTING.md).");
    }

    [Fact]
    public async Task A_migrated_database_has_nothing_left_to_apply()
    {
        await using var source = NpgsqlDataSource.Create(await TestDatabases.CreateAsync());
        await using var context = Context(source);

        (await context.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nodes_that_start_together_migrate_one_empty_database_once()
    {
        var empty = await EmptyDatabaseAsync();
        var sources = Enumerable.Range(0, Nodes).Select(_ => NpgsqlDataSource.Create(empty)).ToList();
        try
        {
            await Task.WhenAll(sources.Select(MigrateAsync));

            await using var context = Context(sources[0]);
            (await context.Database.GetAppliedMigrationsAsync()).ShouldBe(context.Database.GetMigrations());
            // The guards that the model cannot say are there, and once.
            (await NumberAsync(sources[0], "SELECT count(*) FROM pg_trigger WHERE tgname = 'entries_gapless'")).ShouldBe(1);
            (await NumberAsync(sources[0], "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"))
                .ShouldBe(0);
        }
        finally
        {
            foreach (var source in sources)
                await source.DisposeAsync();
        }
    }

    private static async Task MigrateAsync(NpgsqlDataSource source)
    {
        await using var context = Context(source);
        await new DatabaseStartup(context, source).MigrateAsync(CancellationToken.None);
    }

    private static async Task<string> EmptyDatabaseAsync()
    {
        var beside = await TestDatabases.CreateAsync();
        var name = new NpgsqlConnectionStringBuilder(beside).Database + "_empty";
        await using var source = NpgsqlDataSource.Create(beside);
        await using var create = source.CreateCommand($"CREATE DATABASE {name} TEMPLATE template0");
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(beside) { Database = name }.ConnectionString;
    }

    private static async Task<long> NumberAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static AppDbContext Context(NpgsqlDataSource source) =>
        new(new DbContextOptionsBuilder<AppDbContext>().UseNpgsql(source).Options);
}
