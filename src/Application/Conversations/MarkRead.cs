using System.Globalization;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;

namespace EzSolutions.Application.Conversations;

/// <summary>The customer has seen their conversation up to here, which staff are shown; never moves back.</summary>
[Access(Audience.Visitor | Audience.Customer)]
public sealed record MarkRead(long Sequence) : ICommand<Done>;

internal sealed class MarkReadHandler(IStore store, ILiveFeed live, IActorContext actors) : IRequestHandler<MarkRead, Result<Done>>
{
    public async Task<Result<Done>> Handle(MarkRead request, CancellationToken cancellationToken)
    {
        if (actors.ConversationId() is not { } id || await store.FindLockedAsync<Conversation>(id, cancellationToken) is not { } conversation)
            return ConversationErrors.NotFound;
        var before = conversation.CustomerReadUpTo;
        conversation.MarkRead(request.Sequence);
        if (conversation.CustomerReadUpTo > before)
            await live.PublishAsync(ConversationTopics.Reads, string.Create(CultureInfo.InvariantCulture, $"{id}:{conversation.CustomerReadUpTo}"), cancellationToken);
        return Result.Done;
    }
}
