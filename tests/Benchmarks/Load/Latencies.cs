using System.Collections.Concurrent;

namespace EzSolutions.Benchmarks.Load;

/// <summary>How long each of many things took.</summary>
internal sealed class Latencies
{
    private readonly ConcurrentQueue<double> _milliseconds = new();
    private int _failures;

    public int Failures => _failures;

    public void Add(TimeSpan took) => _milliseconds.Enqueue(took.TotalMilliseconds);

    public void AddFailure() => Interlocked.Increment(ref _failures);

    public Figures Summarise()
    {
        var sorted = _milliseconds.ToArray();
        Array.Sort(sorted);
        return new Figures(At(sorted, 0.50), At(sorted, 0.95), At(sorted, 0.99), sorted.Length);
    }

    /// <summary>Nearest rank.</summary>
    private static double At(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
}

internal sealed record Figures(double P50, double P95, double P99, int Count);
