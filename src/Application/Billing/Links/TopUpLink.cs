using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Links;

/// <summary>A link to the page where the signed-in customer pays credit in; no gateway is called to make it, so a chat turn can show it.</summary>
[Access(Audience.Customer)]
public sealed record GetTopUpLink(Money Amount) : IQuery<Uri>;

/// <summary>Starts or resumes the payment such a link is for. Errors: link_invalid, and those of <see cref="TopUpWallet"/>.</summary>
[Access(Audience.Anyone)]
public sealed record OpenTopUpLink(string Token) : IWorkflow<PaymentStarted>;

internal sealed class GetTopUpLinkValidator : AbstractValidator<GetTopUpLink>
{
    public GetTopUpLinkValidator() => RuleFor(r => r.Amount).Must(a => a.MinorUnits is >= 1 and <= WalletLimits.Largest)
        .WithMessage("Name an amount above zero that a card can pay at once.");
}

internal sealed class GetTopUpLinkHandler(IActorContext actors, AccountLinks links) : IRequestHandler<GetTopUpLink, Result<Uri>>
{
    public Task<Result<Uri>> Handle(GetTopUpLink request, CancellationToken cancellationToken) => Task.FromResult(Result<Uri>.Success(
        links.ForTopUp(actors.CustomerId, request.Amount)));
}
