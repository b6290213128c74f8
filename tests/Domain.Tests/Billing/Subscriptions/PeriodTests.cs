using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Tests.Billing.Subscriptions;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2027-01-31", "2027-02-28,2027-03-31,2027-04-30,2027-05-31")]
    [InlineData("2028-01-31", "2028-02-29,2028-03-31,2028-04-30")]
    [InlineData("2027-01-30", "2027-02-28,2027-03-30")]
    [InlineData("2027-12-15", "2028-01-15,2028-02-15")]
    public void A_short_month_does_not_move_the_day_periods_start_on(string start, string expected)
    {
        var day = DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture);
        var anchor = day.Day;
        List<string> ends = [];
        foreach (var _ in expected.Split(','))
        {
            day = BillingPeriod.From(day, BillingCycle.Monthly, anchor).End;
            ends.Add(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        }

        string.Join(',', ends).ShouldBe(expected);
    }

    [Theory]
    [InlineData(BillingCycle.Quarterly, "2027-08-31", "2027-11-30")]
    [InlineData(BillingCycle.Annual, "2028-02-29", "2029-02-28")]
    [InlineData(BillingCycle.Triennial, "2027-03-31", "2030-03-31")]
    public void Longer_cycles_end_on_the_day_the_month_has(BillingCycle cycle, string start, string end)
    {
        var from = DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture);
        BillingPeriod.From(from, cycle, from.Day).End.ShouldBe(DateOnly.Parse(end, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void O08_proration_is_per_second_and_rounded_once()
    {
        var from = new DateTimeOffset(2027, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var period = new Proration(from, from.AddDays(30));
        period.Of(Usd(1_000), from).ShouldBe(Usd(1_000));
        period.Of(Usd(1_000), from.AddDays(15)).ShouldBe(Usd(500));
        period.Of(Usd(1), from.AddDays(15)).ShouldBe(Usd(1), "half a cent is rounded away from zero");
        period.Of(Usd(-1), from.AddDays(15)).ShouldBe(Usd(-1));
        period.Of(Usd(1), from.AddDays(15).AddSeconds(1)).ShouldBe(Usd(0));
        period.Of(Usd(1_000), from.AddDays(31)).ShouldBe(Usd(0));
        period.Of(Usd(1_000), from.AddDays(-1)).ShouldBe(Usd(1_000));
        period.Of(Usd(1_000), from.AddMilliseconds(400)).ShouldBe(Usd(1_000), "a part of a second changes nothing that is a cent");
    }

    [Theory]
    [InlineData(3, 5, 6, 3)]
    [InlineData(-3, 5, 6, -3)]
    [InlineData(7, 1, 2, 4)]
    [InlineData(long.MaxValue / 4, 2, 4, long.MaxValue / 8 + 1)]
    public void M01_fractions_are_exact(long minorUnits, long numerator, long denominator, long expected) =>
        Usd(minorUnits).MultiplyRounded(numerator, denominator).ShouldBe(Usd(expected));

    private static Money Usd(long minorUnits) => new(minorUnits, Currency.Usd);
}
