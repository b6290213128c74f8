using System.Collections.Concurrent;

namespace EzSolutions.Application.Accounts.Sessions;

/// <summary>
/// Remembers who a token speaks for, for at most 5 s (C04), so that a busy client does not ask the database every time. A revocation is told to every
/// node and drops the entry at once.
/// </summary>
public sealed class SessionCache
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(5);
    private const int Capacity = 50_000;

    private readonly ConcurrentDictionary<string, (SessionIdentity Identity, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    public void Forget(Guid sessionId)
    {
        foreach (var (key, entry) in _known)
        {
            if (entry.Identity.SessionId == sessionId)
            {
                _known.TryRemove(key, out _);
            }
        }
    }

    internal SessionIdentity? Find(string key, DateTimeOffset now) =>
        _known.TryGetValue(key, out var entry) && entry.Until > now && entry.Identity.ExpiresAt > now ? entry.Identity : null;

    internal void Keep(string key, SessionIdentity identity, DateTimeOffset now)
    {
        if (_known.Count >= Capacity)
        {
            // Cheap to rebuild; simpler and safer than tracking use.
            _known.Clear();
        }

        _known[key] = (identity, now + Life);
    }

    internal void Drop(string key) => _known.TryRemove(key, out _);
}
