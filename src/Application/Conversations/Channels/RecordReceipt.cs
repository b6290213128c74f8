using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations.Channels;
using MediatR;

namespace EzSolutions.Application.Conversations.Channels;

/// <summary>
/// A channel says that a message of ours has arrived or was read. One that is not ours is no error: people write there too.
/// </summary>
/// <param name="ExternalId">The channel's id of the message.</param>
/// <param name="Read">Read, and not only arrived.</param>
[Access(Audience.System)]
public sealed record RecordReceipt(string Channel, string Tenant, string ThreadKey, string ExternalId, bool Read) : ICommand<Done>;

internal sealed class RecordReceiptHandler(IStore store, ILiveFeed live, TimeProvider time) : IRequestHandler<RecordReceipt, Result<Done>>
{
    public async Task<Result<Done>> Handle(RecordReceipt request, CancellationToken cancellationToken)
    {
        var (channel, tenant, key, id) = (request.Channel, request.Tenant, request.ThreadKey, request.ExternalId);
        var threads = await store.ListAsync(
            store.Query<ChannelThread>().Where(t => t.Channel == channel && t.Tenant == tenant && t.ThreadKey == key).Select(t => t.Id), cancellationToken);
        foreach (var delivery in await store.FindAllAsync<Delivery>(d => threads.Contains(d.ThreadId) && d.ExternalId == id, cancellationToken))
        {
            delivery.Arrived(request.Read, time.GetUtcNow());
            await live.PublishAsync(ConversationTopics.Deliveries, $"{delivery.ConversationId}:{delivery.EntryId}", cancellationToken);
        }
        return Result.Done;
    }
}
