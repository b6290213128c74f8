using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;

namespace EzSolutions.Application.Conversations.Confirmations;

/// <summary>Takes a pending confirmation back: its button does nothing any more. One that is gone or used already is left as it is.</summary>
[Access(Audience.Customer)]
public sealed record WithdrawConfirmation(string Token) : ICommand<Done>;

internal sealed class WithdrawConfirmationHandler(IStore store, IActorContext actors) : IRequestHandler<WithdrawConfirmation, Result<Done>>
{
    public async Task<Result<Done>> Handle(WithdrawConfirmation request, CancellationToken cancellationToken)
    {
        if (actors.Current is Actor.Customer { ConversationId: { } conversation } customer)
        {
            var confirmation = await store.FindAsync<Confirmation>(
                c => c.Token == request.Token && c.ConversationId == conversation && c.PersonId == customer.UserId, cancellationToken);
            confirmation?.Withdraw();
        }

        return Result.Done;
    }
}
