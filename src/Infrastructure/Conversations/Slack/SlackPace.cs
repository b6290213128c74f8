using EzSolutions.Infrastructure.Conversations.Channels;

namespace EzSolutions.Infrastructure.Conversations.Slack;

/// <summary>Keeps this node below Slack's limits; what several nodes send together meets a 429, which is waited for as long as it says.</summary>
internal sealed class SlackPace(TimeProvider time)
{
    /// <summary>A wait as short as this is sat out; a longer one gives the thread back.</summary>
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(2.5);

    /// <summary>One a second in each channel; a little longer, because what is counted there is the arrival.</summary>
    private readonly ThreadPace _posts = new(time, [(1, TimeSpan.FromSeconds(1.1))]);

    /// <summary>50 a minute in each workspace.</summary>
    private readonly ThreadPace _changes = new(time, [(50, TimeSpan.FromSeconds(60.5))]);

    /// <summary>20 a minute in each workspace.</summary>
    private readonly ThreadPace _titles = new(time, [(20, TimeSpan.FromSeconds(60.5))]);

    /// <returns>How long to come back after; null: now, and a place is taken.</returns>
    public async Task<TimeSpan?> WaitAsync(string team, string method, string? channel, CancellationToken ct)
    {
        var (pace, key) = method switch
        {
            "chat.postMessage" => (_posts, $"{team} {channel}"),
            "chat.update" => (_changes, team),
            "assistant.threads.setTitle" => (_titles, team),
            _ => (null, ""),
        };
        for (var wait = pace?.Take(key) ?? TimeSpan.Zero; wait > TimeSpan.Zero; wait = pace!.Take(key))
        {
            if (wait > ShortWait)
                return wait;
            await Task.Delay(wait, time, ct);
        }

        return null;
    }
}
