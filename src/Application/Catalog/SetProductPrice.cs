using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Catalog;

/// <summary>Adds or replaces the price of a cycle in a currency; amounts in minor units (M01). It touches no open order (M09). Errors: product_not_found.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record SetProductPrice(string Code, BillingCycle Cycle, string Currency, long Price, long Setup = 0) : ICommand<StaffProductView>;

/// <summary>Stops selling a cycle in a currency. Errors: product_not_found.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record RemoveProductPrice(string Code, BillingCycle Cycle, string Currency) : ICommand<StaffProductView>;

internal sealed class SetProductPriceValidator : AbstractValidator<SetProductPrice>
{
    public SetProductPriceValidator()
    {
        RuleFor(r => r.Cycle).IsInEnum();
        RuleFor(r => r.Currency).Must(c => Currency.TryParse(c, out _)).WithMessage("Not a currency we trade in.");
        RuleFor(r => r.Price).InclusiveBetween(0, 1_000_000_000_000);
        RuleFor(r => r.Setup).InclusiveBetween(0, 1_000_000_000_000);
    }
}

internal sealed class RemoveProductPriceValidator : AbstractValidator<RemoveProductPrice>
{
    public RemoveProductPriceValidator()
    {
        RuleFor(r => r.Cycle).IsInEnum();
        RuleFor(r => r.Currency).Must(c => Currency.TryParse(c, out _)).WithMessage("Not a currency we trade in.");
    }
}

internal sealed class SetProductPriceHandler(IStore store) :
    IRequestHandler<SetProductPrice, Result<StaffProductView>>,
    IRequestHandler<RemoveProductPrice, Result<StaffProductView>>
{
    public async Task<Result<StaffProductView>> Handle(SetProductPrice request, CancellationToken cancellationToken)
    {
        if (await store.FindProductLockedAsync(request.Code, cancellationToken) is not { } product)
            return CatalogErrors.NotFound(request.Code);
        var currency = Currency.Of(request.Currency.ToUpperInvariant());
        var set = product.SetPrice(request.Cycle, new Money(request.Price, currency), new Money(request.Setup, currency));
        return set.Map(_ => ProductViews.ForStaff(product));
    }

    public async Task<Result<StaffProductView>> Handle(RemoveProductPrice request, CancellationToken cancellationToken)
    {
        if (await store.FindProductLockedAsync(request.Code, cancellationToken) is not { } product)
            return CatalogErrors.NotFound(request.Code);
        product.RemovePrice(request.Cycle, Currency.Of(request.Currency.ToUpperInvariant()));
        return ProductViews.ForStaff(product);
    }
}
