using System.Diagnostics;
using EzSolutions.Benchmarks.Floor;
using EzSolutions.Benchmarks.Load;
using EzSolutions.EndToEnd.Tests.Chaos;
using EzSolutions.Sandbox.Postgres;
using Npgsql;

namespace EzSolutions.Benchmarks.Webhooks;

/// <summary><c>webhook-storm</c>: rate and p99 of acknowledgements under kills, beside a bare insert from as many connections; nothing lost or doubled.</summary>
internal static class StormCommand
{
    public static async Task<int> RunAsync(Options options)
    {
        var plan = new StormPlan(
            options.Number("events", 10_000), options.Number("copies", 5), options.Number("senders", 64), options.Number("kills", 6), options.Number("seed", 1));
        var report = await WebhookStorm.PlayAsync(plan, Report.Progress, CancellationToken.None);
        foreach (var problem in report.Problems)
            Report.Progress(problem);
        Report.Progress("The floor: bare inserts ...");
        var (floor, floorRate) = await FloorAsync(plan.Senders, options.Number("floor", 20_000));

        var measured = new Latencies();
        foreach (var milliseconds in report.Milliseconds)
            measured.Add(TimeSpan.FromMilliseconds(milliseconds));
        var (ours, bare) = (measured.Summarise(), floor.Summarise());
        var rate = report.Milliseconds.Count / report.Took.TotalSeconds;
        return Report.Print(report.Problems.Count == 0, new Dictionary<string, object>
        {
            ["benchmark"] = "webhook-storm",
            ["events"] = plan.Events,
            ["deliveries"] = plan.Events * plan.Copies,
            ["kills"] = report.Kills,
            ["seed"] = plan.Seed,
            ["effects"] = report.Effects,
            ["problems"] = report.Problems.Count,
            ["perSecond"] = Report.Round(rate),
            ["p50Ms"] = Report.Round(ours.P50),
            ["p99Ms"] = Report.Round(ours.P99),
            ["seconds"] = Report.Round(report.Took.TotalSeconds),
            ["settledAfterSeconds"] = Report.Round(report.Settled.TotalSeconds),
            ["floor"] = new Dictionary<string, object> { ["perSecond"] = Report.Round(floorRate), ["p99Ms"] = Report.Round(bare.P99) },
            ["ratioRate"] = Report.Round(rate / floorRate),
            ["ratioP99"] = Report.Round(ours.P99 / bare.P99),
        });
    }

    /// <summary>One row, one commit, straight into a table.</summary>
    private static async Task<(Latencies Latencies, double PerSecond)> FloorAsync(int senders, int rows)
    {
        var folder = Directory.CreateTempSubdirectory("ez-storm-floor-");
        try
        {
            await using var postgres = await EmbeddedPostgres.StartAsync(
                new EmbeddedPostgresOptions { DataDirectory = Path.Combine(folder.FullName, "postgres") }, CancellationToken.None);
            await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { MaxPoolSize = senders }.ConnectionString);
            await using (var table = database.CreateCommand("CREATE TABLE rows (id uuid PRIMARY KEY, sequence bigint GENERATED ALWAYS AS IDENTITY, body text NOT NULL)"))
                await table.ExecuteNonQueryAsync();
            var latencies = new Latencies();
            var body = new string('d', 300);
            var started = Stopwatch.GetTimestamp();
            await Parallel.ForEachAsync(Enumerable.Range(0, rows), new ParallelOptions { MaxDegreeOfParallelism = senders }, async (_, ct) =>
            {
                var sent = Stopwatch.GetTimestamp();
                await database.InsertAsync(body, ct);
                latencies.Add(Stopwatch.GetElapsedTime(sent));
            });
            return (latencies, rows / Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
