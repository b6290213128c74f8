using System.Security.Cryptography;
using System.Text.Json;
using EzSolutions.Application.Common.Json;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;

namespace EzSolutions.Application.Ordering;

/// <summary>A draft made exact and priced: what a quote shows and what an order then becomes.</summary>
/// <param name="Draft">With defaults filled in and names in their normal form.</param>
internal sealed record PricedOrder(
    Product Product, OrderDraft Draft, ProductPrice ListPrice, CalculatedPrice Price, TaxTreatment Tax, string Summary, string ContentHash)
{
    public OrderQuote ToQuote() => new(
        Draft, Product.Name, [.. Price.Lines.Select(l => new QuoteLine(l.Description, l.Quantity, l.Amount))],
        Price.Subtotal, Price.Tax, Tax.Label, Price.Total, ContentHash);

    /// <summary>M09: the copy that is delivered and invoiced, whatever happens to the catalogue later.</summary>
    public IReadOnlyList<OrderedProduct?> Snapshot(string? hostname)
    {
        var delivered = new OrderedProduct(
            Product.Id, Product.Code, Product.Name, Product.Type, Product.Specs, Draft.Cycle, ListPrice.Price,
            hostname, Draft.OperatingSystem, Draft.Region, Draft.SshKey)
        {
            TaxClass = Product.TaxClass,
            CommodityCode = Product.CommodityCode,
        };
        return [delivered, .. Enumerable.Repeat<OrderedProduct?>(null, Price.Lines.Count - 1)];
    }
}

/// <summary>Turns a draft into a priced order, or says why not. Pure: quote and order cannot differ (M01, C05).</summary>
internal static class OrderPricing
{
    public static Result<PricedOrder> Price(OrderDraft draft, Product product, Currency currency, TaxTreatment tax)
    {
        if (product.WithdrawnAt is not null)
            return CatalogErrors.Withdrawn(product.Name);
        if (!product.InStock)
            return CatalogErrors.OutOfStock;
        if (!string.IsNullOrWhiteSpace(draft.Coupon))
            return OrderingErrors.CouponUnknown;

        var exact = MakeExact(draft, product, currency);
        if (exact.Error is { } inexact)
            return inexact;
        var listPrice = product.PriceOf(draft.Cycle, currency);
        if (listPrice.Error is { } missing)
            return missing;

        var price = PriceCalculator.Calculate(Lines(exact.Value, product, listPrice.Value), tax);
        var summary = $"{product.Name}, {CycleName(draft.Cycle)}";
        return new PricedOrder(product, exact.Value, listPrice.Value, price, tax, summary, Hash(exact.Value, price, tax));
    }

    private static Result<OrderDraft> MakeExact(OrderDraft draft, Product product, Currency currency)
    {
        string? hostname = null;
        if (!string.IsNullOrWhiteSpace(draft.Hostname) && !Hostname.TryParse(draft.Hostname, out hostname))
            return OrderingErrors.HostnameInvalid;
        string? sshKey = null;
        if (!string.IsNullOrWhiteSpace(draft.SshKey) && !SshPublicKey.TryParse(draft.SshKey, out sshKey))
            return OrderingErrors.SshKeyInvalid;
        var system = product.MatchOperatingSystem(draft.OperatingSystem);
        if (system is null && (product.OperatingSystems.Count > 0 || !string.IsNullOrWhiteSpace(draft.OperatingSystem)))
            return OrderingErrors.OperatingSystemNotOffered(product.OperatingSystems);
        var region = product.MatchRegion(draft.Region);
        if (region is null && (product.Regions.Count > 0 || !string.IsNullOrWhiteSpace(draft.Region)))
            return OrderingErrors.RegionNotOffered(product.Regions);

        return new OrderDraft(product.Code, draft.Cycle, hostname, system, region, sshKey, null, currency.Code);
    }

    private static List<PricedLine> Lines(OrderDraft draft, Product product, ProductPrice price)
    {
        var name = draft.Hostname is null ? product.Name : $"{product.Name} ({draft.Hostname})";
        List<PricedLine> lines = [new($"{name}, {CycleName(draft.Cycle)}", 1, price.Price) { CommodityCode = product.CommodityCode }];
        if (price.Setup.IsPositive)
            lines.Add(new PricedLine($"{product.Name}, setup", 1, price.Setup) { CommodityCode = product.CommodityCode });
        return lines;
    }

    private static string CycleName(BillingCycle cycle) => cycle.ToString().ToLowerInvariant();

    /// <summary>SHA-256 over everything that was agreed, prices and tax included.</summary>
    private static string Hash(OrderDraft draft, CalculatedPrice price, TaxTreatment tax) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
            new { draft, lines = price.Lines.Select(l => new { l.Description, l.Quantity, l.Amount, l.Tax }), tax.Label, tax.RatePercent, price.Total },
            DomainJson.Options)));
}
