using System.Security.Cryptography;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Conversations.Confirmations;

/// <summary>
/// C05: makes the one-use token of a summary the customer is about to be shown, in the conversation the actor speaks in. Earlier pending ones
/// of that conversation are withdrawn: only the newest summary can be confirmed.
/// </summary>
/// <param name="Skill">What will be done.</param>
/// <param name="ContentHash">Of everything shown.</param>
/// <param name="Content">What will be done, as JSON; comes back when it is consumed.</param>
/// <param name="Amount">What it costs; null when no money moves.</param>
[Access(Audience.Customer)]
public sealed record OfferConfirmation(string Skill, string ContentHash, string Content, Money? Amount) : ICommand<ConfirmationOffered>;

public sealed record ConfirmationOffered(Guid Id, string Token, DateTimeOffset ExpiresAt);

internal sealed class OfferConfirmationValidator : AbstractValidator<OfferConfirmation>
{
    public OfferConfirmationValidator()
    {
        RuleFor(r => r.Skill).NotEmpty().MaximumLength(64);
        RuleFor(r => r.ContentHash).NotEmpty().MaximumLength(128);
        RuleFor(r => r.Content).NotEmpty().MaximumLength(16_384);
    }
}

internal sealed class OfferConfirmationHandler(IStore store, IActorContext actors, IIdGenerator ids, TimeProvider time, ConfirmationLifetime lifetime)
    : IRequestHandler<OfferConfirmation, Result<ConfirmationOffered>>
{
    public async Task<Result<ConfirmationOffered>> Handle(OfferConfirmation request, CancellationToken cancellationToken)
    {
        if (actors.Current is not Actor.Customer { ConversationId: { } conversation } customer)
        {
            return ConfirmationErrors.NotFound;
        }

        foreach (var earlier in await store.FindAllAsync<Confirmation>(
                     c => c.ConversationId == conversation && c.State == ConfirmationState.Pending, cancellationToken))
        {
            earlier.Withdraw();
        }

        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var offered = Confirmation.Create(
            ids.NewId(), token, conversation, customer.UserId, request.Skill, request.ContentHash, request.Content, request.Amount,
            time.GetUtcNow(), lifetime.Value);
        store.Add(offered);
        return new ConfirmationOffered(offered.Id, offered.Token, offered.ExpiresAt);
    }
}
