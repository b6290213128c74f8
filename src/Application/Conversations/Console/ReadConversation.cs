using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;

namespace EzSolutions.Application.Conversations.Console;

/// <summary>
/// Any conversation's entries, notes included: those after a cursor, those before one, or with neither the newest. Always oldest first.
/// Error: conversation_not_found.
/// </summary>
[Access(Audience.Staff)]
public sealed record ReadConversation(Guid ConversationId, long? After, long? Before, int Limit = 50) : IQuery<EntrySlice>;

/// <param name="Next">Where to go on in the direction asked for; null at the end.</param>
public sealed record EntrySlice(IReadOnlyList<EntryView> Entries, long? Next);

internal sealed class ReadConversationHandler(IStore store) : IRequestHandler<ReadConversation, Result<EntrySlice>>
{
    public async Task<Result<EntrySlice>> Handle(ReadConversation request, CancellationToken cancellationToken)
    {
        var id = request.ConversationId;
        if (!await store.AnyAsync(store.Query<Conversation>().Where(c => c.Id == id), cancellationToken))
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
        return new EntrySlice([.. rows.Select(EntryView.Of)], next);
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
                .Select(t => new TurnView(t.Id, t.FromSequence, t.UpToSequence, t.Understanding, t.Decisions, t.DurationMs, t.CreatedAt)),
            cancellationToken);
    }
}
