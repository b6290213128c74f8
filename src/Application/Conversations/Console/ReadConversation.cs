using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Channels;
using MediatR;

namespace EzSolutions.Application.Conversations.Console;

/// <summary>
/// Any conversation's entries, notes included: those after a cursor, those before one, or with neither the newest. Always oldest first.
/// Error: conversation_not_found.
/// </summary>
[Access(Audience.Staff)]
public sealed record ReadConversation(Guid ConversationId, long? After, long? Before, int Limit = 50) : IQuery<EntrySlice>;

/// <param name="Next">Where to go on in the direction asked for; null at the end.</param>
/// <param name="ReadUpTo">The sequence up to which the customer has seen it, where their chat tells; 0 where it has told nothing.</param>
/// <param name="Deliveries">How far those that go to an outside channel have got; left out where none does.</param>
public sealed record EntrySlice(IReadOnlyList<EntryView> Entries, long? Next, long ReadUpTo, IReadOnlyList<DeliveryView>? Deliveries = null);

internal sealed class ReadConversationHandler(IStore store) : IRequestHandler<ReadConversation, Result<EntrySlice>>
{
    public async Task<Result<EntrySlice>> Handle(ReadConversation request, CancellationToken cancellationToken)
    {
        var id = request.ConversationId;
        var conversation = await store.FirstOrDefaultAsync(
            store.Query<Conversation>().Where(c => c.Id == id).Select(c => new { c.Channel, c.CustomerReadUpTo }), cancellationToken);
        if (conversation is null)
            return ConversationErrors.NotFound;
        var limit = Math.Clamp(request.Limit, 1, 200);
        var entries = store.Query<Entry>().Where(e => e.ConversationId == id);
        var forward = request.After is not null;
        entries = request switch
        {
            { After: { } after } => entries.Where(e => e.Sequence > after).OrderBy(e => e.Sequence),
            { Before: { } before } => entries.Where(e => e.Sequence < before).OrderByDescending(e => e.Sequence),
            _ => entries.OrderByDescending(e => e.Sequence),
        };

        var rows = await store.ListAsync(entries.Take(limit), cancellationToken);
        long? next = rows.Count == limit && (forward || rows[^1].Sequence > 1) ? rows[^1].Sequence : null;
        if (!forward)
            rows.Reverse();
        return new EntrySlice(
            [.. rows.Select(EntryView.Of)],
            next,
            conversation.CustomerReadUpTo,
            conversation.Channel == Conversation.WidgetChannel || rows.Count == 0 ? null : await DeliveriesAsync(id, rows[0].Sequence, rows[^1].Sequence, cancellationToken));
    }

    private async Task<IReadOnlyList<DeliveryView>?> DeliveriesAsync(Guid id, long first, long last, CancellationToken ct)
    {
        var found = await store.ListAsync(
            store.Query<Delivery>().Where(d => d.ConversationId == id && d.Sequence >= first && d.Sequence <= last).OrderBy(d => d.Sequence), ct);
        return found.Count == 0 ? null : [.. found.Select(DeliveryView.Of)];
    }
}

/// <summary>What the bot understood and decided, newest first. Error: conversation_not_found.</summary>
[Access(Audience.Staff)]
public sealed record ListTurns(Guid ConversationId) : IQuery<IReadOnlyList<TurnView>>;

internal sealed class ListTurnsHandler(IStore store) : IRequestHandler<ListTurns, Result<IReadOnlyList<TurnView>>>
{
    public async Task<Result<IReadOnlyList<TurnView>>> Handle(ListTurns request, CancellationToken cancellationToken)
    {
        var id = request.ConversationId;
        if (!await store.AnyAsync(store.Query<Conversation>().Where(c => c.Id == id), cancellationToken))
            return ConversationErrors.NotFound;
        return await store.ListAsync(
            store.Query<TurnRecord>()
                .Where(t => t.ConversationId == id)
                .OrderByDescending(t => t.CreatedAt)
                .Take(100)
                .Select(t => new TurnView(t.Id, t.FromSequence, t.UpToSequence, t.Understanding, t.Decisions, t.Frames, t.DurationMs, t.CreatedAt)),
            cancellationToken);
    }
}
