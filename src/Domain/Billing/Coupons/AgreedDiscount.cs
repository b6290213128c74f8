using System.Globalization;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.Coupons;

public enum DiscountKind
{
    Percent,
    Fixed,

    /// <summary>The first months cost nothing, whatever the billing cycle.</summary>
    FreePeriod,
}

/// <summary>
/// A coupon's terms as they were agreed with the order (O10, M09). It travels with what was sold, so that every later invoice of the service is
/// discounted by the number of its period alone: no counter to lock at renewal, and a period invoiced twice is discounted the same.
/// </summary>
/// <param name="Percent">For <see cref="DiscountKind.Percent"/>, e.g. 25.</param>
/// <param name="Amount">For <see cref="DiscountKind.Fixed"/>: off each period, in the order's currency.</param>
/// <param name="Months">For <see cref="DiscountKind.FreePeriod"/>.</param>
/// <param name="Cycles">How many periods it is given for, the first one included; null is for as long as the service lasts.</param>
public sealed record AgreedDiscount(Guid CouponId, string Code, DiscountKind Kind, decimal Percent, Money? Amount, int Months, int? Cycles)
{
    /// <summary>A percentage that is also off the setup fee.</summary>
    public bool IncludesSetup { get; init; }

    /// <param name="price">What is left to discount.</param>
    /// <param name="period">1 is the period that was ordered, 2 its first renewal.</param>
    public Money OffFor(Money price, BillingCycle cycle, int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        if (!price.IsPositive || (Kind != DiscountKind.FreePeriod && period > (Cycles ?? int.MaxValue)))
            return Money.Zero(price.Currency);
        return Kind switch
        {
            DiscountKind.Percent => price.MultiplyRounded(Percent / 100m),
            DiscountKind.Fixed => Amount!.Value < price ? Amount.Value : price,
            _ => Free(price, cycle.Months(), period),
        };
    }

    /// <summary>In a few words, e.g. <c>SPRING25: 25% off</c>.</summary>
    public string Describe() => Kind switch
    {
        DiscountKind.Percent => string.Create(CultureInfo.InvariantCulture, $"{Code}: {Percent:0.##}% off"),
        DiscountKind.Fixed => $"{Code}: {Amount!.Value.Display()} off",
        _ => Months == 1 ? $"{Code}: first month free" : string.Create(CultureInfo.InvariantCulture, $"{Code}: first {Months} months free"),
    };

    private Money Free(Money price, int months, int period)
    {
        var left = Months - ((long)months * (period - 1));
        return left <= 0 ? Money.Zero(price.Currency) : price.MultiplyRounded(Math.Min(left, months) / (decimal)months);
    }
}

/// <summary>What the agreed discounts of one service take off one of its periods.</summary>
/// <param name="Label">For the line; null when nothing is off.</param>
public sealed record PeriodDiscount(Money Off, string? Label)
{
    /// <summary>
    /// The stacking rule: free months first, then percentages from the largest, each on what is left, then fixed amounts; never below zero. The
    /// order in which codes were typed does not matter.
    /// </summary>
    /// <param name="price">List price of the period.</param>
    /// <param name="period">1 is the period that was ordered, 2 its first renewal.</param>
    public static PeriodDiscount For(IReadOnlyList<AgreedDiscount> discounts, Money price, BillingCycle cycle, int period)
    {
        var left = price;
        List<string> labels = [];
        foreach (var discount in discounts.OrderBy(Rank).ThenByDescending(d => d.Percent).ThenBy(d => d.Code, StringComparer.Ordinal))
        {
            var off = discount.OffFor(left, cycle, period);
            if (off.IsZero)
                continue;
            left -= off;
            labels.Add(discount.Describe());
        }

        return new PeriodDiscount(price - left, labels.Count == 0 ? null : string.Join(", ", labels));
    }

    /// <summary>What is off the setup fee: percentages that say so, in the same order; nothing else reaches it.</summary>
    public static PeriodDiscount ForSetup(IReadOnlyList<AgreedDiscount> discounts, Money setup) =>
        For([.. discounts.Where(d => d.Kind == DiscountKind.Percent && d.IncludesSetup)], setup, BillingCycle.Monthly, period: 1);

    /// <summary>A trial takes the place of the ordered period and costs nothing; coupons begin with the period after it.</summary>
    public static PeriodDiscount ForTrial(Money price, int days) =>
        new(price, string.Create(CultureInfo.InvariantCulture, $"{days}-day free trial"));

    private static int Rank(AgreedDiscount discount) => discount.Kind switch
    {
        DiscountKind.FreePeriod => 0,
        DiscountKind.Percent => 1,
        _ => 2,
    };
}
