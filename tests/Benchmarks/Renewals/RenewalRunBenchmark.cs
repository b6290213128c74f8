using System.Globalization;
using EzSolutions.Benchmarks.Load;
using EzSolutions.Sandbox.Postgres;

namespace EzSolutions.Benchmarks.Renewals;

/// <summary>
/// Renewal runs over more and more services that are all due at once, each on a database of its own: time, memory and growth. Each is killed once
/// in the middle on the way, and run again when it is done: neither may change what comes out.
/// </summary>
internal static class RenewalRunBenchmark
{
    private const double TargetPerSecond = 2_000;
    private const double TargetGrowth = 1.5;

    public static async Task<int> RunAsync(Options options)
    {
        var sizes = (options.Text("sizes") ?? "10000,100000,1000000").Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture)).ToList();
        var folder = Directory.CreateTempSubdirectory("ez-bench-");
        try
        {
            Report.Progress("Starting PostgreSQL ...");
            await using var postgres = await EmbeddedPostgres.StartAsync(
                new EmbeddedPostgresOptions { DataDirectory = Path.Combine(folder.FullName, "postgres") }, CancellationToken.None);
            List<Dictionary<string, object>> runs = [];
            List<string> problems = [];
            foreach (var size in sizes)
                runs.Add(await MeasureAsync(postgres.ConnectionString, size, problems));

            var crash = await CrashAsync(postgres.ConnectionString, options.Number("crash", 20_001), problems);
            foreach (var problem in problems)
                Report.Progress(problem);
            var perSecond = runs.ConvertAll(r => (double)r["invoicesPerSecond"]);
            var growth = Report.Round(perSecond[0] / perSecond[^1]);
            var met = problems.Count == 0 && perSecond.TrueForAll(rate => rate >= TargetPerSecond) && growth <= TargetGrowth;
            return Report.Print(met, new Dictionary<string, object>
            {
                ["benchmark"] = "renewal-run",
                ["runs"] = runs,
                ["timePerInvoiceLargestToSmallest"] = growth,
                ["crash"] = crash,
                ["problems"] = problems,
                ["targets"] = new Dictionary<string, object> { ["invoicesPerSecond"] = TargetPerSecond, ["growth"] = TargetGrowth },
                ["met"] = met,
                ["conditions"] = new Dictionary<string, object> { ["cpus"] = Environment.ProcessorCount, ["batch"] = 200, ["durable"] = true },
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Dictionary<string, object>> MeasureAsync(string server, int size, List<string> problems)
    {
        Report.Progress($"{size} services: seeding ...");
        var books = await RenewalBooks.SeedAsync(server, size);
        Report.Progress($"{size} services: running ...");
        var run = (await RenewalWorker.StartAsync(books.Connection))!;
        var again = (await RenewalWorker.StartAsync(books.Connection))!;
        if (again.Invoiced + again.Other != 0)
            problems.Add($"{size}: the second run did {again.Invoiced + again.Other} more.");
        problems.AddRange((await books.ProblemsAsync(size)).Select(p => $"{size}: {p}"));

        // Invoice, line, entry, three postings, renewal and the subscription's mark.
        var result = new Dictionary<string, object>
        {
            ["services"] = size,
            ["seconds"] = Report.Round(run.Seconds),
            ["invoicesPerSecond"] = Report.Round(run.Invoiced / run.Seconds),
            ["rowsPerSecond"] = Report.Round(run.Invoiced * 8 / run.Seconds),
            ["workerCpuSeconds"] = Report.Round(run.CpuSeconds),
            ["peakMb"] = run.PeakMb,
            ["secondRunSeconds"] = Report.Round(again.Seconds),
        };
        Report.Progress(string.Join(", ", result.Select(r => $"{r.Key} {r.Value}")));
        return result;
    }

    /// <summary>Killed at a third, started again and killed at two thirds, started again with another run beside it.</summary>
    private static async Task<Dictionary<string, object>> CrashAsync(string server, int size, List<string> problems)
    {
        Report.Progress($"{size} services: killed twice, then two at once ...");
        var books = await RenewalBooks.SeedAsync(server, size);
        var kills = 0;
        foreach (var part in (int[])[size / 3, size * 2 / 3])
        {
            if (await RenewalWorker.StartAsync(books.Connection, async () => await books.CountAsync("renewals") >= part) is null)
                kills++;
            var done = await books.CountAsync("renewals");
            problems.AddRange((await books.ProblemsAsync(done)).Select(p => $"after kill {kills} at {done}: {p}"));
        }

        var before = await books.CountAsync("renewals");
        var both = await Task.WhenAll(RenewalWorker.StartAsync(books.Connection), RenewalWorker.StartAsync(books.Connection));
        problems.AddRange((await books.ProblemsAsync(size)).Select(p => $"after two at once: {p}"));
        return new Dictionary<string, object>
        {
            ["services"] = size,
            ["kills"] = kills,
            ["doneBeforeTheLast"] = before,
            ["byTheLastTwo"] = both.Select(r => r!.Invoiced).ToList(),
        };
    }
}
