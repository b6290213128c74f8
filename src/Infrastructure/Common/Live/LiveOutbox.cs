using EzSolutions.Application.Common;

namespace EzSolutions.Infrastructure.Common.Live;

/// <summary>Collects what the unit of work wants told to all nodes; sent straight after its commit, and only then.</summary>
internal sealed class LiveOutbox(LiveSender sender) : ILiveFeed
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

    /// <summary>The unit of work has committed: off it goes.</summary>
    public void Release()
    {
        sender.Send(_messages);
        _messages.Clear();
    }
}
