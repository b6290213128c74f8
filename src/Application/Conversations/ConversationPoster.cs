using System.Text.Json;
using EzSolutions.Application.Common;
using EzSolutions.Application.Common.Json;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Channels;

namespace EzSolutions.Application.Conversations;

/// <inheritdoc />
internal sealed class ConversationPoster(IStore store, ConversationLog log) : IConversationPoster
{
    public async Task<Guid> PostAsync(Guid conversationId, OutgoingEntry entry, CancellationToken ct)
    {
        var conversation = await store.FindLockedAsync<Conversation>(conversationId, ct)
            ?? throw new InvalidOperationException($"There is no conversation {conversationId}.");
        var places = await log.FindByKeyAsync(conversationId, [entry.Key], ct);
        Guid? replaces = entry.Key is { } key && places.TryGetValue(key, out var place) ? place : null;
        if (replaces is { } opened && await IsShownAsync(conversationId, opened, entry, ct))
            return opened;

        var posted = conversation.Announce(log.Stamp(), entry.Text, entry.Card, entry.Key, replaces);
        await log.SaveAsync(conversation, ct);
        return posted.Id;
    }

    public async Task RememberAsync(Guid conversationId, Func<string?, string> change, CancellationToken ct)
    {
        var conversation = await store.FindLockedAsync<Conversation>(conversationId, ct)
            ?? throw new InvalidOperationException($"There is no conversation {conversationId}.");
        conversation.Remember(change(conversation.DialogueState));
        await log.SaveAsync(conversation, ct);
    }

    /// <summary>News that changes nothing on the card is none.</summary>
    private async Task<bool> IsShownAsync(Guid conversationId, Guid place, OutgoingEntry entry, CancellationToken ct)
    {
        var shown = await store.FirstOrDefaultAsync(
            store.Query<Entry>()
                .Where(e => e.ConversationId == conversationId && (e.Id == place || e.Replaces == place))
                .OrderByDescending(e => e.Sequence),
            ct);
        return shown is not null && shown.Text == entry.Text && Json(shown.Card) == Json(entry.Card);

        static string Json(Card? card) => JsonSerializer.Serialize(card, DomainJson.Options);
    }

    public async Task<Guid?> FindConversationAsync(Guid? beganIn, Guid customerId, CancellationToken ct)
    {
        // A blocked thread swallows what is sent to it; a conversation that was signed out is somebody else's to read.
        var reachable = store.Query<Conversation>()
            .Where(c => c.CustomerId == customerId && !store.Query<ChannelThread>().Any(t => t.ConversationId == c.Id && t.BlockedAt != null));
        return await store.FirstOrDefaultAsync(
            reachable
                .Where(c => c.Id == beganIn || c.State == ConversationState.Open)
                .OrderByDescending(c => c.Id == beganIn)
                .ThenByDescending(c => c.LastActivityAt)
                .Select(c => (Guid?)c.Id),
            ct);
    }

    public Task<string?> LocaleOfAsync(Guid conversationId, CancellationToken ct) =>
        store.FirstOrDefaultAsync(store.Query<Conversation>().Where(c => c.Id == conversationId).Select(c => (string?)c.Locale), ct);
}
