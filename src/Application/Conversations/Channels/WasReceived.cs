using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Channels;
using MediatR;

namespace EzSolutions.Application.Conversations.Channels;

/// <summary>
/// Whether this was taken in before (C01), for adapters that would have to fetch something for it first. True is certain; false is not, and
/// <see cref="ReceiveFromChannel"/> has the last word.
/// </summary>
/// <param name="ExternalMessageId">The channel's id of the message.</param>
[Access(Audience.System)]
public sealed record WasReceived(ChannelSender Sender, string ExternalMessageId) : IQuery<bool>;

internal sealed class WasReceivedHandler(IStore store) : IRequestHandler<WasReceived, Result<bool>>
{
    public async Task<Result<bool>> Handle(WasReceived request, CancellationToken cancellationToken)
    {
        var (channel, tenant, key, user) = (request.Sender.Channel, request.Sender.Tenant, request.Sender.ThreadKey, request.Sender.UserId);
        var id = request.ExternalMessageId;
        var threads = store.Query<ChannelThread>().Where(t => t.Channel == channel && t.Tenant == tenant && t.ThreadKey == key && t.UserId == user);
        return await store.FirstOrDefaultAsync(
            store.Query<Entry>().Where(e => e.ExternalId == id && threads.Any(t => t.ConversationId == e.ConversationId)).Select(e => e.ExternalId), cancellationToken) is not null;
    }
}
