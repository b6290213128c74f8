using EzSolutions.Application.Common;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Catalog;

/// <summary>The products on sale, cheapest first. Withdrawn ones are left out.</summary>
[Access(Audience.Anyone)]
public sealed record BrowseProducts(ProductType? Type = null) : IQuery<IReadOnlyList<ProductView>>;

internal sealed class BrowseProductsHandler(IStore store) : IRequestHandler<BrowseProducts, Result<IReadOnlyList<ProductView>>>
{
    public async Task<Result<IReadOnlyList<ProductView>>> Handle(BrowseProducts request, CancellationToken cancellationToken)
    {
        var onSale = store.Query<Product>().Where(p => p.WithdrawnAt == null);
        if (request.Type is { } type)
            onSale = onSale.Where(p => p.Type == type);

        var products = await store.ListAsync(onSale, cancellationToken);
        return products.OrderBy(ProductViews.MonthlyCost).ThenBy(p => p.Code, StringComparer.Ordinal).Select(ProductViews.From).ToList();
    }
}
