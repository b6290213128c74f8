using System.Collections.Concurrent;

namespace EzSolutions.Sandbox.Slack;

/// <summary>What Slack takes: one new message a second in each channel, 50 changes of messages and 20 titles a minute in each workspace.</summary>
internal sealed class SlackPace(SandboxOptions options)
{
    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> _taken = new(StringComparer.Ordinal);

    public void Post(string team, string channel) => Take($"post {team} {channel}", 1, TimeSpan.FromSeconds(1));

    public void Update(string team) => Take($"update {team}", 50, TimeSpan.FromMinutes(1));

    public void Title(string team) => Take($"title {team}", 20, TimeSpan.FromMinutes(1));

    /// <summary>Everything was long ago.</summary>
    public void Forget() => _taken.Clear();

    private void Take(string what, int most, TimeSpan per)
    {
        var taken = _taken.GetOrAdd(what, _ => new Queue<DateTimeOffset>());
        lock (taken)
        {
            var now = options.Clock.GetUtcNow();
            while (taken.TryPeek(out var first) && first <= now - per)
                taken.Dequeue();
            if (taken.Count >= most)
                throw new SlackThrottled(taken.Peek() + per - now);
            taken.Enqueue(now);
        }
    }
}
