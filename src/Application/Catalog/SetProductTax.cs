using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Catalog;

/// <summary>How a product is taxed from the next quote on; open orders keep what they were quoted. Errors: product_not_found.</summary>
/// <param name="TaxClass">What tax rules single it out by, e.g. <c>standard</c>.</param>
/// <param name="CommodityCode">HSN or SAC, e.g. <c>998315</c>; null shows none.</param>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record SetProductTax(string Code, string TaxClass, string? CommodityCode = null) : ICommand<StaffProductView>;

internal sealed class SetProductTaxValidator : AbstractValidator<SetProductTax>
{
    public SetProductTaxValidator()
    {
        RuleFor(r => r.TaxClass).NotEmpty().MaximumLength(40).Matches("^[a-z0-9]+([-_][a-z0-9]+)*$")
            .WithMessage("A class has lower-case letters and digits, e.g. standard.");
        RuleFor(r => r.CommodityCode).Matches("^[0-9]{4,8}$").When(r => r.CommodityCode is not null).WithMessage("An HSN or SAC code has 4 to 8 digits.");
    }
}

internal sealed class SetProductTaxHandler(IStore store) : IRequestHandler<SetProductTax, Result<StaffProductView>>
{
    public async Task<Result<StaffProductView>> Handle(SetProductTax request, CancellationToken cancellationToken)
    {
        if (await store.FindProductLockedAsync(request.Code, cancellationToken) is not { } product)
            return CatalogErrors.NotFound(request.Code);
        product.TaxAs(request.TaxClass, request.CommodityCode);
        return ProductViews.ForStaff(product);
    }
}
