using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations.Channels;
using MediatR;

namespace EzSolutions.Application.Conversations.Channels;

/// <summary>
/// A channel says that a message of ours has arrived or was read. One that is not ours is no error: people write there too.
/// </summary>
/// <param name="ExternalId">The channel's id of the message.</param>
/// <param name="Read">Read, and not only arrived; what was sent there before it has then been read as well.</param>
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
            await ArrivedAsync(delivery, request.Read, cancellationToken);
            if (request.Read)
                await ReadBeforeAsync(delivery, cancellationToken);
        }
        return Result.Done;
    }

    private async Task ReadBeforeAsync(Delivery last, CancellationToken ct)
    {
        var (thread, sequence) = (last.ThreadId, last.Sequence);
        var before = await store.FindAllAsync<Delivery>(
            d => d.ThreadId == thread && d.Sequence < sequence && (d.State == DeliveryState.Sent || d.State == DeliveryState.Delivered), ct);
        foreach (var delivery in before)
            await ArrivedAsync(delivery, read: true, ct);
    }

    private async Task ArrivedAsync(Delivery delivery, bool read, CancellationToken ct)
    {
        delivery.Arrived(read, time.GetUtcNow());
        await live.PublishAsync(ConversationTopics.Deliveries, $"{delivery.ConversationId}:{delivery.EntryId}", ct);
    }
}
