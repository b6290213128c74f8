using EzSolutions.Application.Common;
using EzSolutions.Domain.Conversations;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Conversations;

/// <summary>Who a conversation's turn runs as: its customer at their present assurance, else a visitor.</summary>
internal sealed class ConversationActor(IOptionsMonitor<ConversationOptions> options, TimeProvider time)
{
    public Actor Of(Conversation conversation) => conversation is { CustomerId: { } customerId, UserId: { } userId }
        ? new Actor.Customer(customerId, userId, conversation.AssuranceAt(time.GetUtcNow(), options.CurrentValue.AssuranceLifetime), conversation.Id)
        : new Actor.Visitor(conversation.Id);
}
