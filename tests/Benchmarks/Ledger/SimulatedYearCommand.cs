using EzSolutions.Benchmarks.Load;
using EzSolutions.Integration.Tests.Billing.Year;
using EzSolutions.Sandbox.Postgres;

namespace EzSolutions.Benchmarks.Ledger;

/// <summary>A year of a thousand customers, with gateways that fail; ends with the reconciliation, and writes its report.</summary>
internal static class SimulatedYearCommand
{
    public static async Task<int> RunAsync(Options options)
    {
        var plan = new YearPlan(options.Number("customers", 1_000), options.Number("days", 365), options.Number("seed", 1));
        var folder = Directory.CreateTempSubdirectory("ez-year-db-");
        try
        {
            Report.Progress("Starting PostgreSQL ...");
            await using var postgres = await EmbeddedPostgres.StartAsync(
                new EmbeddedPostgresOptions { DataDirectory = Path.Combine(folder.FullName, "postgres") }, CancellationToken.None);
            YearOutcome outcome;
            await using (var world = await YearWorld.StartAsync(postgres.ConnectionString))
                outcome = await new SimulatedYear(world, plan, Report.Progress).RunAsync();

            // Idle connections would hold up the server's end.
            Npgsql.NpgsqlConnection.ClearAllPools();

            if (options.Text("report") is { } file)
                await File.WriteAllTextAsync(file, outcome.Report("dotnet run -c Release --project tests/Benchmarks -- simulated-year --report docs/billing-proof.md"));
            return Report.Print(outcome.AllClear, new Dictionary<string, object>
            {
                ["benchmark"] = "simulated-year",
                ["customers"] = plan.Customers,
                ["days"] = plan.Days,
                ["seed"] = plan.Seed,
                ["faults"] = outcome.Faults,
                ["figures"] = outcome.Figures.ToDictionary(f => f.What, f => f.HowMuch),
                ["reconciliation"] = outcome.Reconciliation,
                ["findings"] = outcome.Findings,
                ["broken"] = outcome.Broken,
                ["minutes"] = Report.Round(outcome.Took.TotalMinutes),
                ["met"] = outcome.AllClear,
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
