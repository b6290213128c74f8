using System.Collections.Concurrent;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Bot.Channels.DirectLine;

namespace EzSolutions.WebApi.Conversations.DirectLine;

/// <summary>The streams open on this node.</summary>
internal sealed class DirectLineStreams(LiveReaders readers, HubSockets sockets, IIdGenerator ids, TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, (OpenStream Stream, string Key)[]> _open = new();

    public IEnumerable<OpenStream> All => _open.Values.SelectMany(streams => streams).Select(s => s.Stream);

    public int CountOf(Guid conversationId) => _open.TryGetValue(conversationId, out var streams) ? streams.Length : 0;

    public void Add(OpenStream stream)
    {
        var key = ids.NewId().ToString("N");
        readers.Join(stream.ConversationId);
        // The session of a Direct Line conversation has the conversation's id.
        sockets.Add(key, stream.ConversationId, stream.Abort);
        _open.AddOrUpdate(
            stream.ConversationId,
            static (_, added) => [added],
            static (_, open, added) => [.. open, added],
            (stream, key));
    }

    public void Remove(OpenStream stream)
    {
        readers.Leave(stream.ConversationId);
        while (_open.TryGetValue(stream.ConversationId, out var open))
        {
            var rest = Array.FindAll(open, s => s.Stream != stream);
            var key = Array.Find(open, s => s.Stream == stream).Key;
            if (rest.Length > 0
                    ? _open.TryUpdate(stream.ConversationId, rest, open)
                    : _open.TryRemove(new KeyValuePair<Guid, (OpenStream, string)[]>(stream.ConversationId, open)))
            {
                sockets.Remove(key);
                return;
            }
        }
    }

    /// <summary>Staff is writing: a hint, lost with whoever is away.</summary>
    public void Typing(Guid conversationId, AuthorView author, CancellationToken ct)
    {
        if (!_open.TryGetValue(conversationId, out var streams))
            return;
        // A null watermark leaves the client's own where it is.
        var typing = new ActivitySet([ActivityWriter.Typing(conversationId, ids.NewId(), author, time.GetUtcNow())], Watermark: null);
        foreach (var (stream, _) in streams)
            _ = stream.HintAsync(typing, ct);
    }
}

/// <summary>One timer for all streams: an empty frame now and then, so that nobody on the way takes them for dead.</summary>
internal sealed class DirectLineKeepAlive(DirectLineStreams streams, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await NextAsync(timer, stoppingToken))
        {
            foreach (var stream in streams.All)
                _ = stream.KeepAliveAsync(stoppingToken);
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
