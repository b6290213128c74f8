using System.Security.Cryptography;
using System.Text.Json;
using EzSolutions.Application.Billing.Coupons;
using EzSolutions.Application.Common.Json;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Coupons;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;

namespace EzSolutions.Application.Ordering;

/// <summary>What an order is priced by, besides the product.</summary>
/// <param name="Discounts">As the order's coupons agreed them (O10).</param>
internal sealed record OrderTerms(Currency Currency, TaxTreatment Tax, IReadOnlyList<AgreedDiscount> Discounts)
{
    public OrderTerms(Currency currency, TaxTreatment tax)
        : this(currency, tax, [])
    {
    }

    /// <summary>Free days before the first period is due; 0 for none.</summary>
    public int TrialDays { get; init; }
}

/// <summary>A draft made exact and priced: what a quote shows and what an order then becomes.</summary>
/// <param name="Draft">With defaults filled in and names in their normal form.</param>
/// <param name="Renewal">What the next period will cost, by what is agreed and taxed today.</param>
internal sealed record PricedOrder(
    Product Product, OrderDraft Draft, ProductPrice ListPrice, CalculatedPrice Price, Money Renewal, OrderTerms Terms, string Summary, string ContentHash)
{
    public OrderQuote ToQuote() => new(
        Draft, Product.Name, [.. Price.Lines.Select(QuoteViews.Line)], Price.Subtotal, Price.Tax, Terms.Tax.Label, Price.Total, ContentHash)
    {
        Taxes = QuoteViews.Taxes(Price),
        TaxNote = Terms.Tax.Note,
        Renewal = Renewal,
        TrialDays = Terms.TrialDays,
    };

    /// <summary>M09: the copy that is delivered and invoiced, whatever happens to the catalogue later.</summary>
    public IReadOnlyList<OrderedProduct?> Snapshot(string? hostname)
    {
        var delivered = new OrderedProduct(
            Product.Id, Product.Code, Product.Name, Product.Type, Product.Specs, Draft.Cycle, ListPrice.Price,
            hostname, Draft.OperatingSystem, Draft.Region, Draft.SshKey)
        {
            TaxClass = Product.TaxClass,
            CommodityCode = Product.CommodityCode,
            Discounts = Terms.Discounts,
            TrialDays = Terms.TrialDays,
        };
        return [delivered, .. Enumerable.Repeat<OrderedProduct?>(null, Price.Lines.Count - 1)];
    }
}

/// <summary>Turns a draft into a priced order, or says why not. Pure: quote and order cannot differ (M01, C05).</summary>
internal static class OrderPricing
{
    public static Result<PricedOrder> Price(OrderDraft draft, Product product, OrderTerms terms)
    {
        if (RefuseSale(draft, product, terms.Currency) is { } refused)
            return refused;
        var exact = MakeExact(draft, product, terms.Currency);
        if (exact.Error is { } inexact)
            return inexact;

        var listPrice = product.PriceOf(draft.Cycle, terms.Currency).Value;
        var trial = terms.TrialDays > 0;
        var price = PriceCalculator.Calculate(Lines(exact.Value, product, listPrice, terms), terms.Tax);
        var next = PeriodDiscount.For(terms.Discounts, listPrice.Price, draft.Cycle, period: trial ? 1 : 2);
        var renewal = PriceCalculator.Calculate([Period(exact.Value, product, listPrice, next)], terms.Tax).Total;
        var summary = $"{product.Name}, {CycleName(draft.Cycle)}";
        return new PricedOrder(product, exact.Value, listPrice, price, renewal, terms, summary, Hash(exact.Value, price, renewal, terms));
    }

    /// <summary>Why this cannot be sold at all, before anybody asks what it costs.</summary>
    public static Error? RefuseSale(OrderDraft draft, Product product, Currency currency)
    {
        if (product.WithdrawnAt is not null)
            return CatalogErrors.Withdrawn(product.Name);
        return product.InStock ? product.PriceOf(draft.Cycle, currency).Error : CatalogErrors.OutOfStock;
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

        var coupon = string.Join(',', CouponBook.Codes(draft.Coupon));
        return new OrderDraft(product.Code, draft.Cycle, hostname, system, region, sshKey, coupon.Length == 0 ? null : coupon, currency.Code);
    }

    private static List<PricedLine> Lines(OrderDraft draft, Product product, ProductPrice price, OrderTerms terms)
    {
        var first = terms.TrialDays > 0
            ? PeriodDiscount.ForTrial(price.Price, terms.TrialDays)
            : PeriodDiscount.For(terms.Discounts, price.Price, draft.Cycle, period: 1);
        List<PricedLine> lines = [Period(draft, product, price, first)];
        if (price.Setup.IsPositive)
        {
            var setup = PeriodDiscount.ForSetup(terms.Discounts, price.Setup);
            lines.Add(new PricedLine($"{product.Name}, setup", 1, price.Setup)
            {
                CommodityCode = product.CommodityCode,
                Discount = setup.Off,
                DiscountLabel = setup.Label,
            });
        }

        return lines;
    }

    private static PricedLine Period(OrderDraft draft, Product product, ProductPrice price, PeriodDiscount discount)
    {
        var name = draft.Hostname is null ? product.Name : $"{product.Name} ({draft.Hostname})";
        return new PricedLine($"{name}, {CycleName(draft.Cycle)}", 1, price.Price)
        {
            CommodityCode = product.CommodityCode,
            Discount = discount.Off,
            DiscountLabel = discount.Label,
        };
    }

    private static string CycleName(BillingCycle cycle) => cycle.ToString().ToLowerInvariant();

    /// <summary>SHA-256 over everything that was agreed, prices, discounts and taxes included.</summary>
    private static string Hash(OrderDraft draft, CalculatedPrice price, Money renewal, OrderTerms terms) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                draft,
                lines = price.Lines.Select(l => new { l.Description, l.Quantity, l.Amount, l.Tax, l.Taxes }),
                terms.Discounts,
                terms.TrialDays,
                terms.Tax.Label,
                terms.Tax.RatePercent,
                price.Total,
                renewal,
            },
            DomainJson.Options)));
}

internal static class QuoteViews
{
    public static QuoteLine Line(CalculatedLine line) => new(line.Description, line.Quantity, line.Amount)
    {
        Discount = line.Discount.IsZero ? null : line.Discount,
        DiscountLabel = line.DiscountLabel,
    };

    public static IReadOnlyList<QuoteTax> Taxes(CalculatedPrice price) =>
        [.. price.Lines.SelectMany(l => l.Taxes)
            .GroupBy(t => (t.Label, t.RatePercent))
            .Select(same => new QuoteTax(same.Key.Label, same.Key.RatePercent, new Money(same.Sum(t => t.MinorUnits), price.Total.Currency)))];
}
