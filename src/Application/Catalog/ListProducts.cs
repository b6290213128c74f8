using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Catalog;

/// <summary>Every product with its stock, withdrawn ones too, by code.</summary>
[Access(Audience.Staff)]
public sealed record ListProducts : IQuery<IReadOnlyList<StaffProductView>>;

internal sealed class ListProductsHandler(IStore store) : IRequestHandler<ListProducts, Result<IReadOnlyList<StaffProductView>>>
{
    public async Task<Result<IReadOnlyList<StaffProductView>>> Handle(ListProducts request, CancellationToken cancellationToken) =>
        (await store.ListAsync(store.Query<Product>().OrderBy(p => p.Code), cancellationToken)).ConvertAll(ProductViews.ForStaff);
}
