namespace EzSolutions.Sandbox.BotFramework;

/// <summary>Teams' limits on what a bot writes into one thread.</summary>
internal sealed class TeamsThrottle(TimeProvider clock)
{
    private static readonly (int Most, TimeSpan Per)[] Limits =
        [(7, TimeSpan.FromSeconds(1)), (8, TimeSpan.FromSeconds(2)), (60, TimeSpan.FromSeconds(30)), (1_800, TimeSpan.FromHours(1))];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<DateTimeOffset>> _writes = new(StringComparer.Ordinal);

    /// <returns>Null when it may be written; else how long to wait.</returns>
    public TimeSpan? Take(string thread)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (!_writes.TryGetValue(thread, out var writes))
                _writes.Add(thread, writes = []);
            writes.RemoveAll(at => at <= now - Limits[^1].Per);
            foreach (var (most, per) in Limits)
            {
                var within = writes.Count(at => at > now - per);
                if (within >= most)
                    return writes[writes.Count - most] + per - now;
            }

            writes.Add(now);
            return null;
        }
    }
}
