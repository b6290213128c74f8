using EzSolutions.Application.Common;
using EzSolutions.Domain.Catalog;

namespace EzSolutions.Application.Catalog;

/// <summary>The products on sale, cheapest first. Withdrawn ones are left out.</summary>
[Access(Audience.Anyone)]
public sealed record BrowseProducts(ProductType? Type = null) : IQuery<IReadOnlyList<ProductView>>;
