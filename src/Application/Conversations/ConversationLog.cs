using System.Globalization;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Channels;

namespace EzSolutions.Application.Conversations;

/// <summary>Stores what a conversation has appended, and lets all readers know when it commits.</summary>
internal sealed class ConversationLog(
    IStore store,
    IUnitOfWork unitOfWork,
    ILiveFeed live,
    IEntryPush push,
    ITurnDispatcher turns,
    IDeliveryDispatcher deliveries,
    IIdGenerator ids,
    TimeProvider time)
{
    /// <summary>Identity and time for the next entry.</summary>
    public EntryStamp Stamp() => new(ids.NewId(), time.GetUtcNow());

    public async Task SaveAsync(Conversation conversation, CancellationToken ct)
    {
        var entries = conversation.TakeAppended();
        foreach (var entry in entries)
            store.Add(entry);
        if (entries.Count > 0)
        {
            var range = string.Create(
                CultureInfo.InvariantCulture, $"{conversation.Id}:{entries[0].Sequence}:{entries[^1].Sequence}:{push.Node}");
            await live.PublishAsync(ConversationTopics.Entries, range, ct);
            unitOfWork.AfterCommit(() => push.Push(conversation.Id, entries));
            await QueueAsync(conversation, entries, ct);
        }
        // A failed turn is tried again after a pause, by whoever ran it.
        if (conversation is { AwaitsTurn: true, FailedTurns: 0 })
            unitOfWork.AfterCommit(() => turns.Wake(conversation.Id));
    }

    /// <summary>What an outside channel is to show commits with its delivery: neither exists without the other. What the person wrote there, they see already.</summary>
    private async Task QueueAsync(Conversation conversation, IReadOnlyList<Entry> entries, CancellationToken ct)
    {
        var outgoing = entries.Where(e => e.IsForCustomer() && e.Author.Kind != AuthorKind.Customer).ToArray();
        if (!conversation.IsDelivered || outgoing.Length == 0)
            return;
        var id = conversation.Id;
        if (await store.FirstOrDefaultAsync(store.Query<ChannelThread>().Where(t => t.ConversationId == id), ct) is not { } thread)
            return;
        foreach (var entry in outgoing)
            store.Add(Delivery.Queue(ids.NewId(), thread, entry));
        unitOfWork.AfterCommit(() => deliveries.Wake(thread.Id));
    }

    /// <summary>The entries that earlier ones of these keys opened, by key: what a new one of the same key replaces.</summary>
    public async Task<Dictionary<string, Guid>> FindByKeyAsync(Guid conversationId, IEnumerable<string?> keys, CancellationToken ct)
    {
        var wanted = keys.OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        if (wanted.Length == 0)
            return [];
        // An entry of this very transaction counts too.
        await store.FlushAsync(ct);
        var found = await store.ListAsync(
            store.Query<Entry>()
                .Where(e => e.ConversationId == conversationId && e.Key != null && wanted.Contains(e.Key) && e.Replaces == null)
                .Select(e => new { e.Key, e.Id }),
            ct);
        return found.ToDictionary(e => e.Key!, e => e.Id, StringComparer.Ordinal);
    }
}
