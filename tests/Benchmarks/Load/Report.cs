using System.Text.Json;

namespace EzSolutions.Benchmarks.Load;

/// <summary>The one line a benchmark ends with, on standard output; everything said on the way goes to standard error.</summary>
internal static class Report
{
    public static void Progress(string what) => Console.Error.WriteLine(what);

    /// <returns>The exit code: 0 when the targets are met.</returns>
    public static int Compare(string benchmark, Latencies measured, Latencies floor, double p99Ms, double ratio, IReadOnlyDictionary<string, object> conditions)
    {
        var (ours, bare) = (measured.Summarise(), floor.Summarise());
        var ratioP99 = ours.P99 / bare.P99;
        var met = ours.Count > 0 && measured.Failures == 0 && ours.P99 < p99Ms && ratioP99 <= ratio;
        return Print(met, new Dictionary<string, object>
        {
            ["benchmark"] = benchmark,
            ["p50Ms"] = Round(ours.P50),
            ["p95Ms"] = Round(ours.P95),
            ["p99Ms"] = Round(ours.P99),
            ["count"] = ours.Count,
            ["failures"] = measured.Failures,
            ["floor"] = new Dictionary<string, object>
            {
                ["p50Ms"] = Round(bare.P50),
                ["p95Ms"] = Round(bare.P95),
                ["p99Ms"] = Round(bare.P99),
                ["count"] = bare.Count,
            },
            ["ratioP50"] = Round(ours.P50 / bare.P50),
            ["ratioP99"] = Round(ratioP99),
            ["targets"] = new Dictionary<string, object> { ["p99Ms"] = p99Ms, ["ratioP99"] = ratio },
            ["met"] = met,
            ["conditions"] = conditions,
        });
    }

    public static int Print(bool met, IReadOnlyDictionary<string, object> line)
    {
        Console.WriteLine(JsonSerializer.Serialize(line, Json));
        return met ? 0 : 1;
    }

    /// <summary>Two places; JSON knows no NaN, and a figure that could not be taken is said as -1.</summary>
    public static double Round(double value) => double.IsFinite(value) ? Math.Round(value, 2) : -1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
}
