using System.Collections.Concurrent;
using EzSolutions.Application.Conversations.Channels;

namespace EzSolutions.Integration.Tests.Conversations.Channels;

/// <summary>An outside channel that keeps what it was sent, and answers as told to; takes everything by default.</summary>
internal sealed class FakeAdapter : IChannelAdapter
{
    public const string Name = "fake";

    public string Channel => Name;

    /// <summary>Every try, in order.</summary>
    public ConcurrentQueue<OutboundEntry> Tries { get; } = new();

    public ConcurrentQueue<OutboundEntry> Looks { get; } = new();

    public Func<OutboundEntry, DeliveryOutcome> Answer { get; set; } = Take;

    public Func<OutboundEntry, DeliveryOutcome?> Find { get; set; } = _ => null;

    public IEnumerable<string?> Texts => Tries.Select(t => t.Entry.Text);

    public static DeliveryOutcome Take(OutboundEntry entry) => new DeliveryOutcome.Sent(entry.ReplacesExternalId ?? $"x-{entry.Entry.Sequence}");

    public Task<DeliveryOutcome> DeliverAsync(OutboundEntry entry, CancellationToken ct)
    {
        Tries.Enqueue(entry);
        return Task.FromResult(Answer(entry));
    }

    public Task<DeliveryOutcome?> FindAsync(OutboundEntry entry, CancellationToken ct)
    {
        Looks.Enqueue(entry);
        return Task.FromResult(Find(entry));
    }
}
