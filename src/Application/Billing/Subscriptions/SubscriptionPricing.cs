using System.Globalization;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>What a period or the rest of one costs. Pure, over the one calculator: a quote and its invoice, one renewal and a million cannot differ (M01).</summary>
internal static class SubscriptionPricing
{
    public static CalculatedPrice Renewal(Subscription subscription, PlanTerms plan, BillingPeriod period, TaxTreatment tax)
    {
        var discount = subscription.DiscountFor(plan, ahead: 1);
        return PriceCalculator.Calculate(
            [
                new PricedLine(
                    $"{plan.ProductName} ({subscription.Label}), {Word(plan)}, {Day(period.Start)} to {Day(period.End.AddDays(-1))}", 1, plan.Price)
                {
                    CommodityCode = plan.CommodityCode,
                    Discount = discount.Off,
                    DiscountLabel = discount.Label,
                },
            ],
            tax);
    }

    /// <summary>O08: the difference for what is left of the period, rounded once; what coupons take off the period is off both sides.</summary>
    public static CalculatedPrice Upgrade(Subscription subscription, PlanTerms plan, Proration period, DateTimeOffset at, TaxTreatment tax) =>
        PriceCalculator.Calculate(
            [
                new PricedLine(
                    $"{subscription.ProductName} to {plan.ProductName} ({subscription.Label}), until {Day(subscription.PeriodEnd.AddDays(-1))}", 1,
                    period.Of(Difference(subscription, plan), at))
                {
                    CommodityCode = plan.CommodityCode,
                },
            ],
            tax);

    /// <summary>What the other plan costs more for the whole of the paid period.</summary>
    public static Money Difference(Subscription subscription, PlanTerms plan) => Charged(subscription, plan) - Charged(subscription, subscription.Plan);

    private static Money Charged(Subscription subscription, PlanTerms plan) => plan.Price - subscription.DiscountFor(plan, ahead: 0).Off;

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Word(PlanTerms plan) => plan.Cycle.ToString().ToLowerInvariant();
}
