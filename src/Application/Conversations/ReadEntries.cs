using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;

namespace EzSolutions.Application.Conversations;

/// <summary>What follows the reader's cursor in their own conversation, or what came before it; never notes (C03). Errors: conversation_not_found.</summary>
/// <param name="After">The last sequence the reader has; 0 is from the beginning.</param>
/// <param name="Before">Instead: the newest ones with a smaller sequence. A long conversation is opened and leafed back by it.</param>
[Access(Audience.Visitor | Audience.Customer)]
public sealed record ReadEntries(long After, int Limit = 100, long? Before = null) : IQuery<EntryPage>;

internal sealed class ReadEntriesHandler(IStore store, IActorContext actors) : IRequestHandler<ReadEntries, Result<EntryPage>>
{
    public async Task<Result<EntryPage>> Handle(ReadEntries request, CancellationToken cancellationToken)
    {
        if (actors.ConversationId() is not { } id)
            return ConversationErrors.NotFound;
        var limit = Math.Clamp(request.Limit, 1, 200);
        if (request.Before is { } before)
            return await BackwardsAsync(id, before, limit, cancellationToken);
        var after = Math.Max(0, request.After);
        var rows = await store.ListAsync(
            store.Query<Entry>()
                .Where(e => e.ConversationId == id && e.Sequence > after)
                .OrderBy(e => e.Sequence)
                .Take(limit),
            cancellationToken);
        return new EntryPage(
            [.. rows.Where(e => e.IsForCustomer()).Select(EntryView.Of)],
            rows.Count == 0 ? after : rows[^1].Sequence);
    }

    private async Task<EntryPage> BackwardsAsync(Guid id, long before, int limit, CancellationToken ct)
    {
        var rows = await store.ListAsync(
            store.Query<Entry>()
                .Where(e => e.ConversationId == id && e.Sequence < before && e.Kind != EntryKind.Note)
                .OrderByDescending(e => e.Sequence)
                .Take(limit),
            ct);
        rows.Reverse();
        return new EntryPage([.. rows.Where(e => e.IsForCustomer()).Select(EntryView.Of)], rows.Count < limit ? 0 : rows[0].Sequence);
    }
}

/// <summary>Entries to be pushed to readers on this node: a range another node has appended.</summary>
[Access(Audience.System)]
public sealed record ReadRange(Guid ConversationId, long First, long Last) : IQuery<IReadOnlyList<Entry>>;

internal sealed class ReadRangeHandler(IStore store) : IRequestHandler<ReadRange, Result<IReadOnlyList<Entry>>>
{
    public async Task<Result<IReadOnlyList<Entry>>> Handle(ReadRange request, CancellationToken cancellationToken) =>
        await store.ListAsync(
            store.Query<Entry>()
                .Where(e => e.ConversationId == request.ConversationId && e.Sequence >= request.First && e.Sequence <= request.Last)
                .OrderBy(e => e.Sequence),
            cancellationToken);
}

/// <summary>Everything appended to these conversations since a time: for when this node may have missed notifications.</summary>
[Access(Audience.System)]
public sealed record ReadSince(IReadOnlyCollection<Guid> ConversationIds, DateTimeOffset Since) : IQuery<IReadOnlyList<Entry>>;

internal sealed class ReadSinceHandler(IStore store) : IRequestHandler<ReadSince, Result<IReadOnlyList<Entry>>>
{
    public async Task<Result<IReadOnlyList<Entry>>> Handle(ReadSince request, CancellationToken cancellationToken)
    {
        var ids = request.ConversationIds.ToArray();
        return await store.ListAsync(
            store.Query<Entry>().Where(e => ids.Contains(e.ConversationId) && e.CreatedAt > request.Since).OrderBy(e => e.Sequence),
            cancellationToken);
    }
}

/// <summary>Who owns a conversation now, as its customer may know it.</summary>
[Access(Audience.System | Audience.Visitor | Audience.Customer)]
public sealed record GetOwner(Guid ConversationId) : IQuery<PublicOwner>;

internal sealed class GetOwnerHandler(IStore store, IActorContext actors) : IRequestHandler<GetOwner, Result<PublicOwner>>
{
    public async Task<Result<PublicOwner>> Handle(GetOwner request, CancellationToken cancellationToken)
    {
        // C04: a session asks about its own conversation only.
        if (actors.Current is not Actor.System && actors.ConversationId() != request.ConversationId)
            return ConversationErrors.NotFound;
        var owner = await store.FirstOrDefaultAsync(
            store.Query<Conversation>().Where(c => c.Id == request.ConversationId).Select(c => c.Owner), cancellationToken);
        return owner is null ? ConversationErrors.NotFound : PublicOwner.Of(owner);
    }
}
