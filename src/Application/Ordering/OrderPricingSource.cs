using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Coupons;
using EzSolutions.Application.Billing.Tax;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Ordering;

/// <summary>Prices a draft for somebody: their currency, the tax treatment that applies, the coupons they name.</summary>
internal sealed class OrderPricingSource(TaxEngine taxes, CouponBook coupons, TrialOffers trials, IOptions<OrderingOptions> options)
{
    /// <param name="customer">Null for a visitor.</param>
    /// <param name="redeem">True to place the order: the coupons' rows stay locked (O10).</param>
    public async Task<Result<PricedOrder>> PriceAsync(OrderDraft draft, Product product, BillTo? customer, bool redeem, CancellationToken ct)
    {
        var currency = ChooseCurrency(draft, customer);
        if (currency.Error is { } unknown)
            return unknown;
        if (OrderPricing.RefuseSale(draft, product, currency.Value) is { } refused)
            return refused;

        var price = product.PriceOf(draft.Cycle, currency.Value).Value;
        var agreed = await coupons.AgreeAsync(
            draft.Coupon, new CouponedOrder(customer?.CustomerId, product.Code, draft.Cycle, price.Price + price.Setup), redeem, ct);
        if (agreed.Error is { } notAgreed)
            return notAgreed;
        var tax = await taxes.TreatmentAsync(customer?.Location ?? TaxLocation.Unknown, product.TaxClass, ct);
        return OrderPricing.Price(draft, product, new OrderTerms(currency.Value, tax, agreed.Value)
        {
            TrialDays = await trials.DaysAsync(product.Code, customer?.CustomerId, ct),
        });
    }

    /// <summary>What the order names, else the customer's own, else the installation's.</summary>
    private Result<Currency> ChooseCurrency(OrderDraft draft, BillTo? customer) =>
        Currency.TryParse(draft.Currency ?? customer?.Currency ?? options.Value.DefaultCurrency, out var currency) ? currency : OrderingErrors.CurrencyUnknown;
}
