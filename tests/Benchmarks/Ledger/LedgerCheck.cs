using System.Diagnostics;
using EzSolutions.Application.Common;
using EzSolutions.Benchmarks.Load;
using EzSolutions.Infrastructure.Accounts;
using EzSolutions.Infrastructure.Billing;
using EzSolutions.Infrastructure.Common;
using EzSolutions.Infrastructure.Common.Persistence;
using EzSolutions.Infrastructure.Email;
using EzSolutions.Infrastructure.Provisioning;
using EzSolutions.Integration.Tests.Billing;
using EzSolutions.Sandbox.Postgres;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EzSolutions.Benchmarks.Ledger;

/// <summary>Random operations on the books, by many at once on the same customers; then every rule is asked of the database.</summary>
internal static class LedgerCheck
{
    public static async Task<int> RunAsync(Options options)
    {
        var (operations, workers, seed) = (options.Number("operations", 1_000_000), options.Number("workers", 8), options.Number("seed", 1));
        var folder = Directory.CreateTempSubdirectory("ez-ledger-");
        try
        {
            Report.Progress("Starting PostgreSQL ...");
            await using var postgres = await EmbeddedPostgres.StartAsync(
                new EmbeddedPostgresOptions { DataDirectory = Path.Combine(folder.FullName, "postgres") }, CancellationToken.None);

            // Nothing is killed here: commits need not wait for the disk.
            await using var services = Build(new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Options = "-c synchronous_commit=off" }.ConnectionString);
            await using (var scope = services.CreateAsyncScope())
                await scope.ServiceProvider.GetRequiredService<IDatabaseStartup>().MigrateAsync(CancellationToken.None);

            var watch = Stopwatch.StartNew();
            var machines = Enumerable.Range(0, workers).Select(worker => Task.Run(() => WorkAsync(services, worker, operations / workers, seed))).ToList();
            var done = await Task.WhenAll(machines);
            var seconds = watch.Elapsed.TotalSeconds;

            Report.Progress($"{operations} operations in {seconds:0} s; asking {BookInvariants.Count} rules ...");
            var broken = await BookInvariants.ViolationsAsync(services.GetRequiredService<NpgsqlDataSource>());
            return Report.Print(broken.Count == 0, new Dictionary<string, object>
            {
                ["benchmark"] = "ledger-check",
                ["operations"] = done.Sum(d => d.Done + d.Refused),
                ["done"] = done.Sum(d => d.Done),
                ["refused"] = done.Sum(d => d.Refused),
                ["seconds"] = Report.Round(seconds),
                ["perSecond"] = Report.Round(operations / seconds),
                ["workers"] = workers,
                ["seed"] = seed,
                ["rules"] = BookInvariants.Count,
                ["broken"] = broken,
                ["met"] = broken.Count == 0,
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int Done, int Refused)> WorkAsync(IServiceProvider services, int worker, int operations, int seed)
    {
        // Two workers share each pair of customers: their wallets and the number series are fought over.
        var customers = Enumerable.Range(0, 4).Select(i => new Guid((worker / 2 * 4) + i + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1])).ToList();
        var machine = new LedgerMachine(services, customers);
#pragma warning disable CA5394 // A seeded simulation.
        var random = new Random(HashCode.Combine(seed, worker));
        var kinds = Enum.GetValues<LedgerOperation>();
        var progress = Math.Max(1, operations / 20);
        for (var i = 1; i <= operations; i++)
        {
            await machine.RunAsync(new LedgerCommand(kinds[random.Next(kinds.Length)], random.Next(1_000), Amount(random)));
            if (worker == 0 && i % progress == 0)
                Report.Progress($"{(double)i / operations:P0}");
        }

        return (machine.Done, machine.Refused);
    }

    private static long Amount(Random random) => random.Next(12) switch
    {
        0 => random.Next(-1, 3),
        1 => random.NextInt64(10_000, 10_000_000),
        _ => random.NextInt64(1, 5_000),
    };
#pragma warning restore CA5394

    private static ServiceProvider Build(string connectionString)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Secrets:Keys:1"] = Convert.ToBase64String(new byte[32]),
            ["Public:BaseAddress"] = "http://127.0.0.1/",
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddApplication(typeof(InfrastructureServices).Assembly);
        services.AddInfrastructureCore(configuration, connectionString);
        services.AddAccounts();
        services.AddEmail(configuration);
        services.AddBilling(configuration);
        services.AddProvisioning(configuration);

        // Mail and follow-up jobs are not what is measured, and spending credit is an operation of its own here.
        services.AddScoped<IJobQueue, NoJobs>();
        return services.BuildServiceProvider();
    }

    private sealed class NoJobs : IJobQueue
    {
        public Task EnqueueAsync(IJobRequest request, CancellationToken ct, TimeSpan? delay = null) => Task.CompletedTask;
    }
}
