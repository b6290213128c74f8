using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;

namespace EzSolutions.Application.Conversations;

/// <summary>What follows the reader's cursor in their own conversation; never notes (C03). Errors: conversation_not_found.</summary>
/// <param name="After">The last sequence the reader has; 0 is from the beginning.</param>
[Access(Audience.Visitor | Audience.Customer)]
public sealed record ReadEntries(long After, int Limit = 100) : IQuery<EntryPage>;

internal sealed class ReadEntriesHandler(IStore store, IActorContext actors) : IRequestHandler<ReadEntries, Result<EntryPage>>
{
    public async Task<Result<EntryPage>> Handle(ReadEntries request, CancellationToken cancellationToken)
    {
        if (actors.ConversationId() is not { } id)
            return ConversationErrors.NotFound;
        var after = Math.Max(0, request.After);
        var rows = await store.ListAsync(
            store.Query<Entry>()
                .Where(e => e.ConversationId == id && e.Sequence > after)
                .OrderBy(e => e.Sequence)
                .Take(Math.Clamp(request.Limit, 1, 200)),
            cancellationToken);
        return new EntryPage(
            [.. rows.Where(e => e.IsForCustomer()).Select(EntryView.Of)],
            rows.Count == 0 ? after : rows[^1].Sequence);
    }
}
