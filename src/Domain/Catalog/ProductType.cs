namespace EzSolutions.Domain.Catalog;

/// <summary>What a product is delivered as.</summary>
public enum ProductType
{
    Vps,
    Hosting,
    Domain,
}
