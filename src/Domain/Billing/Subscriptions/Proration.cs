using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.Subscriptions;

/// <summary>O08: per second of the current period, rounded once.</summary>
/// <param name="From">When the period began.</param>
/// <param name="To">When it ends. A period is as long as it is: a day with 23 or 25 hours counts as such.</param>
public sealed record Proration(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Whole seconds of the period that are left; none before it began or after it ended.</summary>
    public long SecondsLeft(DateTimeOffset at) => at <= From ? Seconds : at >= To ? 0 : (To - at).Ticks / TimeSpan.TicksPerSecond;

    public long Seconds => (To - From).Ticks / TimeSpan.TicksPerSecond;

    /// <summary>The part of a whole period's amount that falls on what is left of it.</summary>
    public Money Of(Money wholePeriod, DateTimeOffset at) => wholePeriod.MultiplyRounded(SecondsLeft(at), Seconds);
}
