using System.Text.Json;
using EzSolutions.Application.Common;
using EzSolutions.Application.Common.Json;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;

namespace EzSolutions.Application.Conversations;

/// <summary>The actor is writing; told to the other side on every node. Staff name the conversation, customers have only their own.</summary>
[Access(Audience.Visitor | Audience.Customer | Audience.Staff)]
public sealed record SignalTyping(Guid? ConversationId = null) : ICommand<Done>;

internal sealed class SignalTypingHandler(ILiveFeed live, IActorContext actors) : IRequestHandler<SignalTyping, Result<Done>>
{
    public async Task<Result<Done>> Handle(SignalTyping request, CancellationToken cancellationToken)
    {
        var signal = actors.Current switch
        {
            Actor.Staff staff when request.ConversationId is { } id => new TypingSignal(id, AuthorKind.Staff, staff.Name),
            Actor.Visitor or Actor.Customer when actors.ConversationId() is { } id => new TypingSignal(id, AuthorKind.Customer, VisitorName.Unknown),
            _ => null,
        };
        if (signal is null)
            return ConversationErrors.NotFound;
        await live.PublishAsync(ConversationTopics.Typing, JsonSerializer.Serialize(signal, DomainJson.Options), cancellationToken);
        return Result.Done;
    }
}
