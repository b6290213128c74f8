using EzSolutions.Application.Billing.Ledger;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Wallets;

/// <summary>Staff give a customer credit, or take some back, for a reason the customer sees. Errors: customer_not_found, wallet_insufficient.</summary>
/// <param name="Amount">In minor units; negative takes back.</param>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record AdjustWallet(Guid CustomerId, long Amount, string Currency, string Reason) : ICommand<WalletAdjusted>;

/// <param name="Balance">After it.</param>
public sealed record WalletAdjusted(Guid CustomerId, Money Amount, Money Balance);

internal sealed class AdjustWalletValidator : AbstractValidator<AdjustWallet>
{
    public AdjustWalletValidator()
    {
        RuleFor(r => r.Amount).NotEqual(0).WithMessage("An adjustment of nothing changes nothing.");
        RuleFor(r => r.Amount).InclusiveBetween(-WalletLimits.Largest, WalletLimits.Largest).WithMessage("That is more than one adjustment may be.");
        RuleFor(r => r.Currency).Must(c => Currency.TryParse(c, out _)).WithMessage("That is not a currency we trade in.");
        RuleFor(r => r.Reason).NotEmpty().WithMessage("Say why: the customer sees it on their statement.").MaximumLength(500);
    }
}

internal static class WalletLimits
{
    /// <summary>In minor units; what gateways take at once.</summary>
    public const long Largest = 99_999_999;
}

internal sealed class AdjustWalletHandler(IStore store, IActorContext actors, WalletBook wallets) : IRequestHandler<AdjustWallet, Result<WalletAdjusted>>
{
    public async Task<Result<WalletAdjusted>> Handle(AdjustWallet request, CancellationToken cancellationToken)
    {
        var named = await store.NamedCustomerAsync(actors.Current, request.CustomerId, cancellationToken);
        if (named.Error is { } unknown)
            return unknown;
        var amount = new Money(request.Amount, Currency.Of(request.Currency));
        var adjusted = await wallets.AdjustAsync(named.Value, actors.Current.Describe(), amount, request.Reason.Trim(), cancellationToken);
        return adjusted.Map(balance => new WalletAdjusted(request.CustomerId, amount, balance));
    }
}
