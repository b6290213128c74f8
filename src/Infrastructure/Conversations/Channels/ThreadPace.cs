using System.Collections.Concurrent;

namespace EzSolutions.Infrastructure.Conversations.Channels;

/// <summary>Keeps this node below a channel's limits per thread, so that they are met by waiting rather than by refusals.</summary>
/// <param name="limits">The longest last; null: those of Teams.</param>
internal sealed class ThreadPace(TimeProvider time, IReadOnlyList<(int Most, TimeSpan Per)>? limits = null)
{
    private const int MostThreads = 20_000;

    /// <summary>7 a second, 8 in 2 s, 60 in 30 s, 1,800 an hour; a little longer each, because what is counted there is the arrival.</summary>
    private static readonly (int Most, TimeSpan Per)[] OfTeams =
    [
        (7, TimeSpan.FromSeconds(1.2)), (8, TimeSpan.FromSeconds(2.2)), (60, TimeSpan.FromSeconds(30.5)), (1_800, TimeSpan.FromHours(1)),
    ];

    private readonly IReadOnlyList<(int Most, TimeSpan Per)> _limits = limits ?? OfTeams;
    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> _threads = new(StringComparer.Ordinal);

    /// <summary>Takes the next place in a thread.</summary>
    /// <returns>How long it must wait; then nothing was taken. Zero: now.</returns>
    public TimeSpan Take(string thread)
    {
        if (_threads.Count > MostThreads)
            Forget();
        var sent = _threads.GetOrAdd(thread, _ => new Queue<DateTimeOffset>());
        lock (sent)
        {
            var now = time.GetUtcNow();
            while (sent.TryPeek(out var first) && first <= now - _limits[^1].Per)
                sent.Dequeue();
            foreach (var (most, per) in _limits)
            {
                if (sent.Count >= most && sent.ElementAt(sent.Count - most) + per is var free && free > now)
                    return free - now;
            }

            sent.Enqueue(now);
            return TimeSpan.Zero;
        }
    }

    /// <summary>Threads that were quiet for longer than any limit looks back.</summary>
    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var (thread, sent) in _threads)
        {
            lock (sent)
            {
                if (sent.Count == 0 || sent.Last() <= now - _limits[^1].Per)
                    _threads.TryRemove(thread, out _);
            }
        }
    }
}
