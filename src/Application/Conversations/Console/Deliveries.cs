using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations.Channels;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Channels;
using MediatR;

namespace EzSolutions.Application.Conversations.Console;

/// <summary>How far an entry has got on its way to an outside channel.</summary>
/// <param name="Attempts">Calls to the channel so far.</param>
/// <param name="Reason">Why it waits or failed.</param>
public sealed record DeliveryView(Guid EntryId, DeliveryState State, int Attempts, string? Reason, DateTimeOffset ChangedAt)
{
    internal static DeliveryView Of(Delivery delivery) =>
        new(delivery.EntryId, delivery.State, delivery.Attempts, delivery.Reason, delivery.ChangedAt);
}

/// <summary>
/// Sends an entry to its outside channel once more, where that failed or nobody knows. Errors: conversation_not_found, delivery_not_found,
/// delivery_not_failed.
/// </summary>
[Access(Audience.Staff)]
public sealed record SendDeliveryAgain(Guid ConversationId, Guid EntryId) : ICommand<DeliveryView>;

/// <summary>One entry's delivery, to be pushed to staff. Error: delivery_not_found.</summary>
[Access(Audience.System)]
public sealed record GetDelivery(Guid ConversationId, Guid EntryId) : IQuery<DeliveryView>;

internal sealed class DeliveriesHandler(IStore store, IUnitOfWork unitOfWork, ILiveFeed live, IDeliveryDispatcher dispatcher, TimeProvider time) :
    IRequestHandler<SendDeliveryAgain, Result<DeliveryView>>,
    IRequestHandler<GetDelivery, Result<DeliveryView>>
{
    public async Task<Result<DeliveryView>> Handle(SendDeliveryAgain request, CancellationToken cancellationToken)
    {
        var (conversationId, entryId) = (request.ConversationId, request.EntryId);
        if (!await store.AnyAsync(store.Query<Conversation>().Where(c => c.Id == conversationId), cancellationToken))
            return ConversationErrors.NotFound;
        if (await store.FindAsync<Delivery>(d => d.ConversationId == conversationId && d.EntryId == entryId, cancellationToken) is not { } delivery)
            return ChannelErrors.DeliveryNotFound;
        var again = delivery.SendAgain(time.GetUtcNow());
        if (!again.IsSuccess)
            return again.Error;

        // A person has decided that it is worth a try: what is blocked is tried too.
        if (await store.FindAsync<ChannelThread>(t => t.Id == delivery.ThreadId && t.BlockedAt != null, cancellationToken) is { } blocked)
            blocked.Heard(blocked.Reference);
        await live.PublishAsync(ConversationTopics.Deliveries, $"{conversationId}:{entryId}", cancellationToken);
        unitOfWork.AfterCommit(() => dispatcher.Wake(delivery.ThreadId));
        return DeliveryView.Of(delivery);
    }

    public async Task<Result<DeliveryView>> Handle(GetDelivery request, CancellationToken cancellationToken)
    {
        var (conversationId, entryId) = (request.ConversationId, request.EntryId);
        var delivery = await store.FirstOrDefaultAsync(
            store.Query<Delivery>().Where(d => d.ConversationId == conversationId && d.EntryId == entryId), cancellationToken);
        return delivery is null ? ChannelErrors.DeliveryNotFound : DeliveryView.Of(delivery);
    }
}
