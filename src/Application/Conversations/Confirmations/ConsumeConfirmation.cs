using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;

namespace EzSolutions.Application.Conversations.Confirmations;

/// <summary>
/// C05: uses a confirmation up, once, under its row's lock. Errors: confirmation_not_found, confirmation_used, confirmation_expired,
/// confirmation_withdrawn.
/// </summary>
[Access(Audience.Customer)]
public sealed record ConsumeConfirmation(string Token) : ICommand<ConfirmedContent>;

/// <summary>What the customer said yes to.</summary>
public sealed record ConfirmedContent(string Skill, string ContentHash, string Content, Money? Amount);

internal sealed class ConsumeConfirmationHandler(IStore store, IActorContext actors, TimeProvider time)
    : IRequestHandler<ConsumeConfirmation, Result<ConfirmedContent>>
{
    public async Task<Result<ConfirmedContent>> Handle(ConsumeConfirmation request, CancellationToken cancellationToken)
    {
        if (actors.Current is not Actor.Customer { ConversationId: { } conversation } customer)
        {
            return ConfirmationErrors.NotFound;
        }

        var found = await store.ListAsync(store.Query<Confirmation>().Where(c => c.Token == request.Token).Select(c => c.Id), cancellationToken);
        if (found.Count == 0 || await store.FindLockedAsync<Confirmation>(found[0], cancellationToken) is not { } confirmation)
        {
            return ConfirmationErrors.NotFound;
        }

        return confirmation.Consume(conversation, customer.UserId, time.GetUtcNow())
            .Map(_ => new ConfirmedContent(confirmation.Skill, confirmation.ContentHash, confirmation.Content, confirmation.Amount));
    }
}
