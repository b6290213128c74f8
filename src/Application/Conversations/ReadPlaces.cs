using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;

namespace EzSolutions.Application.Conversations;

/// <summary>The sequences of entries of the reader's own conversation: where a card that was updated stands. Notes have none (C03).</summary>
[Access(Audience.Visitor | Audience.Customer)]
public sealed record ReadPlaces(IReadOnlyCollection<Guid> EntryIds) : IQuery<IReadOnlyDictionary<Guid, long>>;

internal sealed class ReadPlacesHandler(IStore store, IActorContext actors) : IRequestHandler<ReadPlaces, Result<IReadOnlyDictionary<Guid, long>>>
{
    public async Task<Result<IReadOnlyDictionary<Guid, long>>> Handle(ReadPlaces request, CancellationToken cancellationToken)
    {
        if (actors.ConversationId() is not { } id)
            return ConversationErrors.NotFound;
        var wanted = request.EntryIds.ToArray();
        var places = await store.ListAsync(
            store.Query<Entry>()
                .Where(e => e.ConversationId == id && e.Kind != EntryKind.Note && wanted.Contains(e.Id))
                .Select(e => new { e.Id, e.Sequence }),
            cancellationToken);
        return places.ToDictionary(p => p.Id, p => p.Sequence);
    }
}
