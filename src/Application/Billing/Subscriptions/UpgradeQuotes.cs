using System.Security.Cryptography;
using System.Text.Json;
using EzSolutions.Application.Billing.Tax;
using EzSolutions.Application.Common;
using EzSolutions.Application.Common.Json;
using EzSolutions.Application.Ordering;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using Microsoft.Extensions.Options;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>What another plan costs today, by the calculator that also invoices it (O08).</summary>
/// <param name="When">now: after payment. at_renewal: when the next period starts.</param>
/// <param name="EffectiveOn">The day it takes effect if paid today.</param>
/// <param name="Total">Due today, tax included; zero when nothing is.</param>
/// <param name="NewPrice">For one whole cycle from then on, as the price list has it.</param>
/// <param name="NextTotal">The next period, discounts and tax included.</param>
/// <param name="QuotedAt">Send it back with the order: the price falls with every second.</param>
/// <param name="ContentHash">Changes when anything of it does; a confirmation is bound to it (C05).</param>
public sealed record UpgradeQuote(
    Guid ServiceId, string Label, string FromProduct, string ToProductCode, string ToProduct, string Cycle, string When, DateOnly EffectiveOn,
    IReadOnlyList<QuoteLine> Lines, Money Subtotal, Money Tax, string TaxLabel, Money Total, Money NewPrice, Money NextTotal, DateOnly NextDueOn,
    DateTimeOffset QuotedAt, DateTimeOffset ValidUntil, string ContentHash);

/// <param name="Price">Of the rest of the paid period; null when nothing is charged for it.</param>
internal sealed record PricedUpgrade(UpgradeQuote Quote, PlanTerms Plan, CalculatedPrice? Price, bool AtRenewal);

internal sealed class UpgradeQuotes(
    IStore store, TimeProvider time, ICompanyCalendar calendar, TaxEngine taxes, IOptions<SubscriptionOptions> options)
{
    /// <param name="cycle">Null keeps the present one.</param>
    /// <param name="quotedAt">Null is now.</param>
    public async Task<Result<PricedUpgrade>> PriceAsync(
        Subscription subscription, Product product, BillingCycle? cycle, DateTimeOffset? quotedAt, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var at = quotedAt ?? now;
        if (at > now || at < now - options.Value.QuoteTime)
            return SubscriptionErrors.QuoteExpired;
        var service = await store.FirstOrDefaultAsync(store.Query<Service>().Where(s => s.Id == subscription.ServiceId), ct);
        if (service is null)
            return SubscriptionErrors.NotFound;
        if (Refuse(subscription, service, product, cycle ?? subscription.Cycle) is { } refused)
            return refused;
        var listed = product.PriceOf(cycle ?? subscription.Cycle, subscription.Price.Currency);
        if (listed.Error is { } missing)
            return missing;

        var plan = new PlanTerms(product.Code, product.Name, listed.Value.Cycle, listed.Value.Price, product.TaxClass, product.CommodityCode);
        return await QuoteAsync(subscription, plan, at, ct);
    }

    private Error? Refuse(Subscription subscription, Service service, Product product, BillingCycle cycle)
    {
        if (subscription.State == SubscriptionState.Ended)
            return SubscriptionErrors.Ended;
        if (subscription.State == SubscriptionState.Suspended)
            return SubscriptionErrors.Suspended;
        if (subscription.CancelsOn is not null)
            return SubscriptionErrors.CancelledOne;
        if (product.Code == subscription.ProductCode && cycle == subscription.Cycle)
            return SubscriptionErrors.SamePlan;
        if (product.Type != service.ProductType)
            return SubscriptionErrors.OtherKind;
        if (product.WithdrawnAt is not null)
            return CatalogErrors.Withdrawn(product.Name);
        if (!product.InStock)
            return CatalogErrors.OutOfStock;
        if (product.Specs.DiskGb < service.DiskGb)
            return SubscriptionErrors.DiskTooSmall;
        return subscription.PeriodEnd <= calendar.Today ? SubscriptionErrors.PeriodOver : null;
    }

    private async Task<PricedUpgrade> QuoteAsync(Subscription subscription, PlanTerms plan, DateTimeOffset at, CancellationToken ct)
    {
        var tax = await taxes.TreatmentAsync(subscription.CustomerId, plan.TaxClass, ct);

        // Money flows one way: what costs less, or runs by another cycle, begins with the next period. A trial has nothing to settle.
        var trial = subscription.State == SubscriptionState.Trial;
        var atRenewal = plan.Cycle != subscription.Cycle || (!trial && SubscriptionPricing.Difference(subscription, plan).IsNegative);
        var price = atRenewal || trial
            ? null
            : SubscriptionPricing.Upgrade(
                subscription, plan, new Proration(calendar.StartOf(subscription.PeriodStart), calendar.StartOf(subscription.PeriodEnd)), at, tax);
        var zero = Money.Zero(plan.Price.Currency);
        var next = SubscriptionPricing.Renewal(subscription, plan, subscription.NextPeriod(plan.Cycle), tax).Total;
        var quote = new UpgradeQuote(
            subscription.ServiceId, subscription.Label, subscription.ProductName, plan.ProductCode, plan.ProductName, plan.Cycle.Word(),
            atRenewal ? "at_renewal" : "now", atRenewal ? subscription.PeriodEnd : calendar.Today,
            [.. (price?.Lines ?? []).Select(QuoteViews.Line)], price?.Subtotal ?? zero, price?.Tax ?? zero, tax.Label, price?.Total ?? zero, plan.Price, next,
            subscription.PeriodEnd, at, at + options.Value.QuoteTime, "");
        return new PricedUpgrade(quote with { ContentHash = Hash(quote) }, plan, price is { Total.IsPositive: true } ? price : null, atRenewal);
    }

    private static string Hash(UpgradeQuote quote) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(quote, DomainJson.Options)));
}
