using System.Text.Json;
using EzSolutions.Benchmarks.Load;
using EzSolutions.EndToEnd.Tests.Chaos;

namespace EzSolutions.Benchmarks.Chaos;

/// <summary>The end-to-end kill test, as long as one likes; what was lost or done twice must be nothing.</summary>
internal static class ChaosCommand
{
    public static async Task<int> RunAsync(Options options)
    {
        var kills = options.Number("kills", 30);
        var seed = options.Number("seed", 1);
        var report = await ChaosRun.PlayAsync(new ChaosPlan(kills, options.Number("orders", kills), seed), Report.Progress, CancellationToken.None);
        foreach (var problem in report.Problems)
            Report.Progress(problem);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "chaos",
            seed,
            kills = report.Kills,
            orders = report.Orders,
            messages = report.Messages,
            ok = report.Problems.Count == 0,
        }));
        return report.Problems.Count == 0 ? 0 : 1;
    }
}
