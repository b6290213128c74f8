using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Catalog;

public static class CatalogErrors
{
    public static readonly Error OutOfStock =
        Error.Conflict("out_of_stock", "This product is sold out at the moment. Please choose another one, or ask us when it will be back.");

    public static readonly Error PriceNotPositive =
        Error.Validation("price_invalid", "A price and a setup fee cannot be negative, and both must be in the same currency.");

    public static Error NotFound(string code) =>
        Error.NotFound("product_not_found", $"There is no product '{code}'. Please pick one from the list of plans.");

    public static Error Withdrawn(string name) =>
        Error.Conflict("product_withdrawn", $"{name} is no longer sold. Please pick another plan.");

    public static Error CodeTaken(string code) =>
        Error.Conflict("product_code_taken", $"There is already a product with the code '{code}'.");

    /// <summary>M11: a missing price is an error, never zero.</summary>
    public static Error PriceMissing(string name, BillingCycle cycle, Currency currency) =>
        Error.Conflict("price_missing", $"{name} has no {cycle.ToString().ToLowerInvariant()} price in {currency.Code}. Please choose another billing cycle or currency.");
}
