using EzSolutions.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace EzSolutions.Infrastructure.Common.Live;

/// <summary>Collects what the unit of work wants told to all nodes; PostgreSQL delivers it at commit, and only then.</summary>
internal sealed class LiveOutbox : ILiveFeed
{
    /// <summary>One channel for everything: <c>topic|payload</c>.</summary>
    public const string Channel = "ez_live";

    private readonly List<string> _messages = [];

    public int Count => _messages.Count;

    public Task PublishAsync(string topic, string payload, CancellationToken ct)
    {
        var message = $"{topic}|{payload}";
        if (!_messages.Contains(message, StringComparer.Ordinal))
        {
            _messages.Add(message);
        }

        return Task.CompletedTask;
    }

    public void Truncate(int count) => _messages.RemoveRange(count, _messages.Count - count);

    /// <summary>Writes all of it in one round trip, inside the transaction.</summary>
    public async Task WriteAsync(DbContext context, CancellationToken ct)
    {
        if (_messages.Count == 0)
        {
            return;
        }

        var messages = _messages.ToArray();
        _messages.Clear();
        await context.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, m) FROM unnest({messages}) AS m", ct);
    }
}
