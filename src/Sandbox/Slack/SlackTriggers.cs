using System.Collections.Concurrent;

namespace EzSolutions.Sandbox.Slack;

/// <summary>Trigger ids: whoever pressed something can be shown one modal for it, within three seconds.</summary>
internal sealed class SlackTriggers(SandboxOptions options)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, (string Team, string User, DateTimeOffset Until)> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _used = new(StringComparer.Ordinal);

    public string New(string team, string user)
    {
        var id = $"{options.Clock.GetUtcNow().ToUnixTimeMilliseconds()}.{SlackStore.NewId('1')}.{SlackStore.NewId('a')}";
        _open[id] = (team, user, options.Clock.GetUtcNow() + Life);
        return id;
    }

    /// <returns>Who pressed.</returns>
    public string Exchange(string team, string id)
    {
        if (_used.ContainsKey(id))
            throw new SlackRefusal("exchanged_trigger_id");
        if (!_open.TryRemove(id, out var trigger) || trigger.Team != team)
            throw new SlackRefusal("invalid_trigger_id");
        _used[id] = true;
        return trigger.Until > options.Clock.GetUtcNow() ? trigger.User : throw new SlackRefusal("expired_trigger_id");
    }
}
