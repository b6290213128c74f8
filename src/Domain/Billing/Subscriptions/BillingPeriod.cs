using EzSolutions.Domain.Catalog;

namespace EzSolutions.Domain.Billing.Subscriptions;

/// <summary>One paid stretch of a subscription, in days of the company's calendar.</summary>
/// <param name="End">The day the next one starts and is due.</param>
public sealed record BillingPeriod(DateOnly Start, DateOnly End)
{
    /// <summary>
    /// A cycle from <paramref name="start"/>, on the day of the month the subscription began: 31 January is followed by 28 February and that by
    /// 31 March, because a short month does not move the anchor.
    /// </summary>
    public static BillingPeriod From(DateOnly start, BillingCycle cycle, int anchorDay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(anchorDay, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(anchorDay, 31);
        var month = new DateOnly(start.Year, start.Month, 1).AddMonths(cycle.Months());
        return new BillingPeriod(start, month.AddDays(Math.Min(anchorDay, DateTime.DaysInMonth(month.Year, month.Month)) - 1));
    }
}
