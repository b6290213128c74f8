using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Channels;
using MediatR;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Conversations.Channels;

/// <summary>The language of this person's conversation, for the words an adapter says by itself; a BCP 47 tag. Where nothing has been said yet, the installation's own.</summary>
[Access(Audience.System)]
public sealed record FindSpokenLanguage(ChannelSender Sender) : IQuery<string>;

internal sealed class FindSpokenLanguageHandler(IStore store, IOptionsMonitor<ConversationOptions> options) : IRequestHandler<FindSpokenLanguage, Result<string>>
{
    public async Task<Result<string>> Handle(FindSpokenLanguage request, CancellationToken cancellationToken)
    {
        var (channel, tenant, key, user) = (request.Sender.Channel, request.Sender.Tenant, request.Sender.ThreadKey, request.Sender.UserId);
        var threads = store.Query<ChannelThread>().Where(t => t.Channel == channel && t.Tenant == tenant && t.ThreadKey == key && t.UserId == user);
        var spoken = await store.FirstOrDefaultAsync(
            store.Query<Conversation>().Where(c => threads.Any(t => t.ConversationId == c.Id)).Select(c => c.Locale), cancellationToken);
        return spoken ?? options.CurrentValue.SpokenFor(request.Sender.Locale);
    }
}
