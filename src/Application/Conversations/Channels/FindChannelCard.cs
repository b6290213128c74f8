using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Channels;
using MediatR;

namespace EzSolutions.Application.Conversations.Channels;

/// <summary>A card of this person's conversation as it is now, for adapters that show its fields by themselves. Errors: entry_not_found, action_not_found.</summary>
/// <param name="ActionId">The button it must have; null: any.</param>
[Access(Audience.System)]
public sealed record FindChannelCard(ChannelSender Sender, Guid EntryId, string? ActionId) : IQuery<Card>;

internal sealed class FindChannelCardHandler(IStore store) : IRequestHandler<FindChannelCard, Result<Card>>
{
    public async Task<Result<Card>> Handle(FindChannelCard request, CancellationToken cancellationToken)
    {
        var (channel, tenant, key, user) = (request.Sender.Channel, request.Sender.Tenant, request.Sender.ThreadKey, request.Sender.UserId);
        var thread = await store.FirstOrDefaultAsync(
            store.Query<ChannelThread>().Where(t => t.Channel == channel && t.Tenant == tenant && t.ThreadKey == key && t.UserId == user).Select(t => new { t.ConversationId }),
            cancellationToken);
        if (thread is null)
            return ConversationErrors.EntryNotFound;
        if (request.ActionId is { } action)
            return (await store.FindCardAsync(thread.ConversationId, request.EntryId, action, cancellationToken)).Map(found => found.Entry.Card!);
        var (id, conversation) = (request.EntryId, thread.ConversationId);
        return await store.FirstOrDefaultAsync(
            store.Query<Entry>().Where(e => e.ConversationId == conversation && (e.Id == id || e.Replaces == id) && e.Card != null).OrderByDescending(e => e.Sequence),
            cancellationToken) is { Card: { } card } ? card : ConversationErrors.EntryNotFound;
    }
}
