using System.Security.Cryptography;
using System.Text.Json;
using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Coupons;
using EzSolutions.Application.Billing.Tax;
using EzSolutions.Application.Common.Json;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Coupons;
using EzSolutions.Domain.Billing.Tax;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;

namespace EzSolutions.Application.Ordering;

/// <param name="ContentHash">Changes when anything of it does (C05).</param>
internal sealed record RepricedOrder(CalculatedPrice Price, IReadOnlyList<AgreedDiscount> Discounts, string ContentHash);

/// <summary>Prices an unpaid order again with a coupon: from its own snapshot, never from today's catalogue (M09).</summary>
internal sealed class OrderRepricing(TaxEngine taxes, CouponBook coupons, BillToDirectory customers)
{
    public async Task<Result<RepricedOrder>> PriceAsync(Order order, Invoice? invoice, string typed, bool redeem, CancellationToken ct)
    {
        if (Refuse(order, invoice) is { } refused)
            return refused;
        var lines = order.Lines.OrderBy(l => l.Position).ToList();
        var product = lines[0].Product!;
        var setups = invoice!.Lines.OrderBy(l => l.Position).Skip(1).ToList();
        var listed = setups.Aggregate(product.RecurringPrice, (sum, l) => sum + ListPrice(l));
        var agreed = await coupons.AgreeAsync(typed, new CouponedOrder(order.CustomerId, product.Code, product.Cycle, listed), redeem, ct);
        if (agreed.Error is { } notAgreed)
            return notAgreed;

        var customer = await customers.FindAsync(order.CustomerId, ct);
        var tax = await taxes.TreatmentAsync(customer?.Location ?? TaxLocation.Unknown, product.TaxClass, ct);
        var first = product.TrialDays > 0
            ? PeriodDiscount.ForTrial(product.RecurringPrice, product.TrialDays)
            : PeriodDiscount.For(agreed.Value, product.RecurringPrice, product.Cycle, period: 1);
        List<PricedLine> priced =
        [
            Line(lines[0].Description, product.RecurringPrice, product, first),
            .. setups.Select(l => Line(l.Description, ListPrice(l), product, PeriodDiscount.ForSetup(agreed.Value, ListPrice(l)))),
        ];
        var price = PriceCalculator.Calculate(priced, tax);
        return new RepricedOrder(price, agreed.Value, Hash(order, price, agreed.Value));
    }

    private static Error? Refuse(Order order, Invoice? invoice)
    {
        if (order.State == OrderState.Cancelled)
            return OrderingErrors.AlreadyCancelled;
        if (order.State != OrderState.Pending || invoice is null)
            return OrderingErrors.AlreadyPaid;
        if (order.Lines.Any(l => l.Product?.Discounts.Count > 0))
            return OrderingErrors.HasCoupon;
        return invoice.IsPayable && invoice.AmountPaid.IsZero && invoice.AmountCredited.IsZero ? null : OrderingErrors.PartlyPaid;
    }

    /// <summary>What the price list said of a line that had no discount.</summary>
    private static Money ListPrice(InvoiceLine line) => line.TaxIncluded ? line.Amount + line.Tax : line.Amount;

    private static PricedLine Line(string description, Money price, OrderedProduct product, PeriodDiscount discount) => new(description, 1, price)
    {
        CommodityCode = product.CommodityCode,
        Discount = discount.Off,
        DiscountLabel = discount.Label,
    };

    private static string Hash(Order order, CalculatedPrice price, IReadOnlyList<AgreedDiscount> discounts) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
            new { order.Number, order.InvoiceNumber, lines = price.Lines.Select(l => new { l.Description, l.Amount, l.Taxes }), discounts, price.Total },
            DomainJson.Options)));
}
