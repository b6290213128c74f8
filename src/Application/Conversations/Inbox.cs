using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;

namespace EzSolutions.Application.Conversations;

/// <summary>
/// The way in for everything a customer sends: lock, append, store. What was sent before under the same id (C01) meets the unique index; the unit of
/// work then runs again, and only this second time is the earlier one looked for: hardly any message is sent twice.
/// </summary>
internal sealed class Inbox(IStore store, ConversationLog log, IActorContext actors)
{
    private bool _ranBefore;

    /// <summary>Into the conversation of the acting session.</summary>
    public async Task<Result<Appended>> ReceiveAsync(string externalId, Func<Conversation, Task<Result<Entry>>> receive, CancellationToken ct) =>
        actors.ConversationId() is { } id ? await ReceiveAsync(id, externalId, receive, ct) : ConversationErrors.NotFound;

    /// <summary>Into a conversation that a verified channel has named.</summary>
    public async Task<Result<Appended>> ReceiveAsync(
        Guid id, string externalId, Func<Conversation, Task<Result<Entry>>> receive, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Conversation>(id, ct) is not { } conversation)
            return ConversationErrors.NotFound;
        if (_ranBefore && await store.FindEarlierAsync(id, externalId, ct) is { } earlier)
            return earlier;
        _ranBefore = true;

        var received = await receive(conversation);
        if (!received.IsSuccess)
            return await store.FindEarlierAsync(id, externalId, ct) is { } accepted ? accepted : received.Error;
        await log.SaveAsync(conversation, ct);
        return new Appended(received.Value.Sequence);
    }
}

internal static class EarlierEntries
{
    /// <summary>C01: what was stored under this id before, if anything; ask under the conversation's lock.</summary>
    public static async Task<Appended?> FindEarlierAsync(this IStore store, Guid conversationId, string externalId, CancellationToken ct) =>
        await store.FirstOrDefaultAsync(
            store.Query<Entry>()
                .Where(e => e.ConversationId == conversationId && e.ExternalId == externalId)
                .Select(e => new Appended(e.Sequence)),
            ct);
}
