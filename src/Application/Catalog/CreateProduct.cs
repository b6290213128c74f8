using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Catalog;

/// <summary>Puts a new product on sale; it can be ordered once it has a price. Errors: product_code_taken.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record CreateProduct(string Code, ProductType Type, ProductInput Details, int? Stock = null) : ICommand<StaffProductView>;

/// <summary>What is shown of a product.</summary>
public sealed record ProductInput(
    string Name, string Description, ProductSpecs Specs, IReadOnlyList<string>? OperatingSystems = null, IReadOnlyList<string>? Regions = null)
{
    internal ProductDetails ToDomain() => new(Name, Description, ProductViews.ToDomain(Specs), OperatingSystems ?? [], Regions ?? []);
}

internal sealed class ProductInputValidator : AbstractValidator<ProductInput>
{
    public ProductInputValidator()
    {
        RuleFor(i => i.Name).NotEmpty().MaximumLength(100);
        RuleFor(i => i.Description).NotNull().MaximumLength(2_000);
        RuleFor(i => i.Specs).NotNull();
        RuleForEach(i => i.OperatingSystems).NotEmpty().MaximumLength(50);
        RuleForEach(i => i.Regions).NotEmpty().MaximumLength(50);
    }
}

internal sealed class CreateProductValidator : AbstractValidator<CreateProduct>
{
    public CreateProductValidator()
    {
        RuleFor(r => r.Code).NotEmpty().MaximumLength(50).Matches("^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")
            .WithMessage("A code has letters, digits and single hyphens, e.g. vps-m.");
        RuleFor(r => r.Type).IsInEnum();
        RuleFor(r => r.Details).NotNull().SetValidator(new ProductInputValidator());
        RuleFor(r => r.Stock).GreaterThanOrEqualTo(0);
    }
}

internal sealed class CreateProductHandler(IStore store, IIdGenerator ids) : IRequestHandler<CreateProduct, Result<StaffProductView>>
{
    public async Task<Result<StaffProductView>> Handle(CreateProduct request, CancellationToken cancellationToken)
    {
        var product = Product.Create(ids.NewId(), request.Code, request.Type, request.Details.ToDomain());
        if (await store.AnyAsync(store.Query<Product>().Where(p => p.Code == product.Code), cancellationToken))
            return CatalogErrors.CodeTaken(product.Code);

        product.SetStock(request.Stock);
        store.Add(product);
        return ProductViews.ForStaff(product);
    }
}
