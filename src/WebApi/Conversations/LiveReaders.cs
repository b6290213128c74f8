using System.Collections.Concurrent;

namespace EzSolutions.WebApi.Conversations;

/// <summary>Which conversations somebody reads on this node right now: open sockets, watching staff and waiting polls.</summary>
internal sealed class LiveReaders
{
    private readonly ConcurrentDictionary<Guid, Readers> _read = new();

    public IReadOnlyCollection<Guid> Conversations => [.. _read.Keys];

    public bool Has(Guid conversationId) => _read.ContainsKey(conversationId);

    public void Join(Guid conversationId) =>
        _read.AddOrUpdate(conversationId, static _ => new Readers(1, NewSignal()), static (_, readers) => readers with { Count = readers.Count + 1 });

    public void Leave(Guid conversationId)
    {
        while (_read.TryGetValue(conversationId, out var readers))
        {
            if (readers.Count > 1
                    ? _read.TryUpdate(conversationId, readers with { Count = readers.Count - 1 }, readers)
                    : _read.TryRemove(new KeyValuePair<Guid, Readers>(conversationId, readers)))
            {
                return;
            }
        }
    }

    /// <summary>Completes at the next change of a conversation that is joined.</summary>
    public Task NextChange(Guid conversationId) =>
        _read.TryGetValue(conversationId, out var readers) ? readers.Changed.Task : Task.CompletedTask;

    public void Changed(Guid conversationId)
    {
        while (_read.TryGetValue(conversationId, out var readers))
        {
            if (_read.TryUpdate(conversationId, readers with { Changed = NewSignal() }, readers))
            {
                readers.Changed.TrySetResult();
                return;
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Readers(int Count, TaskCompletionSource Changed);
}
