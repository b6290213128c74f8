using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations.Console;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Handoff;
using MediatR;

namespace EzSolutions.Application.Conversations.Handoff;

/// <summary>
/// Passes a conversation back into the queue, for people who know a topic. Errors as for <see cref="TakeOverConversation"/>, and message_too_long.
/// </summary>
/// <param name="Note">For the colleague who gets it; never for the customer (C03).</param>
[Access(Audience.Staff)]
public sealed record TransferToTopic(Guid ConversationId, HandoffTopic Topic, string? Note = null) : ICommand<Done>;

internal sealed class TransferToTopicHandler(IStore store, ConversationLog log, IActorContext actors) : IRequestHandler<TransferToTopic, Result<Done>>
{
    public async Task<Result<Done>> Handle(TransferToTopic request, CancellationToken cancellationToken)
    {
        if (await store.FindLockedAsync<Conversation>(request.ConversationId, cancellationToken) is not { } conversation)
            return ConversationErrors.NotFound;
        var passed = conversation.TransferToTopic(log.Stamp, actors.Staff(), request.Topic, request.Note);
        if (passed.IsSuccess)
            await log.SaveAsync(conversation, cancellationToken);
        return passed;
    }
}
