using EzSolutions.Application.Common;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Catalog;

/// <summary>One product on sale, by its code. Errors: product_not_found.</summary>
[Access(Audience.Anyone)]
public sealed record GetProduct(string Code) : IQuery<ProductView>;

internal sealed class GetProductHandler(IStore store) : IRequestHandler<GetProduct, Result<ProductView>>
{
    public async Task<Result<ProductView>> Handle(GetProduct request, CancellationToken cancellationToken)
    {
        var code = request.Code.Trim().ToLowerInvariant();
        var product = await store.FirstOrDefaultAsync(
            store.Query<Product>().Where(p => p.Code == code && p.WithdrawnAt == null), cancellationToken);
        return product is null ? CatalogErrors.NotFound(code) : ProductViews.From(product);
    }
}
