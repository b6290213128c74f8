using EzSolutions.Benchmarks.Load;

namespace EzSolutions.Benchmarks.Start;

/// <summary>The built program from process start to its first page, on a data folder that exists already: its own PostgreSQL and the sandbox included.</summary>
internal static class ColdStart
{
    private const double TargetSeconds = 8;

    public static async Task<int> RunAsync(Options options)
    {
        var folder = Directory.CreateTempSubdirectory("ez-bench-");
        var log = options.Text("log") ?? Path.Combine(folder.FullName, "program.log");
        try
        {
            Report.Progress("First start, which makes the data folder ...");
            var first = await StartAsync(folder, log);
            List<double> seconds = [];
            for (var run = 1; run <= options.Number("runs", 3); run++)
            {
                seconds.Add(Report.Round(await StartAsync(folder, log)));
                Report.Progress($"Run {run}: {seconds[^1]} s");
            }
            var met = seconds.Count > 0 && seconds.TrueForAll(s => s < TargetSeconds);
            return Report.Print(met, new Dictionary<string, object>
            {
                ["benchmark"] = "cold-start",
                ["seconds"] = seconds,
                ["worstSeconds"] = seconds.DefaultIfEmpty(-1).Max(),
                ["firstStartSeconds"] = Report.Round(first),
                ["count"] = seconds.Count,
                ["targets"] = new Dictionary<string, object> { ["seconds"] = TargetSeconds },
                ["met"] = met,
                ["conditions"] = new Dictionary<string, object> { ["cpus"] = Environment.ProcessorCount },
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> StartAsync(DirectoryInfo folder, string log)
    {
        await using var program = await Arena.ProductAsync(folder, log, [], ready: "/");
        return program.StartedIn.TotalSeconds;
    }
}
