using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Catalog;

/// <summary>Changes what is shown of a product; orders already placed keep what they were sold (M09). Errors: product_not_found.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record ChangeProduct(string Code, ProductInput Details) : ICommand<StaffProductView>;

/// <summary>Sets how many can still be ordered; null lifts the limit. Errors: product_not_found.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record SetProductStock(string Code, int? Stock) : ICommand<StaffProductView>;

/// <summary>Takes a product off sale, or puts it back. Open orders go on. Errors: product_not_found.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record WithdrawProduct(string Code, bool Withdrawn = true) : ICommand<StaffProductView>;

internal sealed class ChangeProductValidator : AbstractValidator<ChangeProduct>
{
    public ChangeProductValidator() => RuleFor(r => r.Details).NotNull().SetValidator(new ProductInputValidator());
}

internal sealed class SetProductStockValidator : AbstractValidator<SetProductStock>
{
    public SetProductStockValidator() => RuleFor(r => r.Stock).GreaterThanOrEqualTo(0);
}

internal sealed class ChangeProductHandler(IStore store, TimeProvider time) :
    IRequestHandler<ChangeProduct, Result<StaffProductView>>,
    IRequestHandler<SetProductStock, Result<StaffProductView>>,
    IRequestHandler<WithdrawProduct, Result<StaffProductView>>
{
    public Task<Result<StaffProductView>> Handle(ChangeProduct request, CancellationToken cancellationToken) =>
        ChangeAsync(request.Code, product => product.Describe(request.Details.ToDomain()), cancellationToken);

    public Task<Result<StaffProductView>> Handle(SetProductStock request, CancellationToken cancellationToken) =>
        ChangeAsync(request.Code, product => product.SetStock(request.Stock), cancellationToken);

    public Task<Result<StaffProductView>> Handle(WithdrawProduct request, CancellationToken cancellationToken) =>
        ChangeAsync(request.Code, product => Withdraw(product, request.Withdrawn), cancellationToken);

    private void Withdraw(Product product, bool withdrawn)
    {
        if (withdrawn)
            product.Withdraw(time.GetUtcNow());
        else
            product.PutOnSale();
    }

    private async Task<Result<StaffProductView>> ChangeAsync(string code, Action<Product> change, CancellationToken ct)
    {
        var product = await store.FindProductLockedAsync(code, ct);
        if (product is null)
            return CatalogErrors.NotFound(code);
        change(product);
        return ProductViews.ForStaff(product);
    }
}

internal static class ProductLookup
{
    /// <summary>The product with that code, under its row's lock.</summary>
    public static async Task<Product?> FindProductLockedAsync(this IStore store, string code, CancellationToken ct)
    {
        var normal = code.Trim().ToLowerInvariant();
        var id = await store.FirstOrDefaultAsync(store.Query<Product>().Where(p => p.Code == normal).Select(p => (Guid?)p.Id), ct);
        return id is null ? null : await store.FindLockedAsync<Product>(id.Value, ct);
    }
}
