using System.Globalization;
using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Infrastructure.Billing.Subscriptions;
using Microsoft.Extensions.Options;

namespace EzSolutions.Integration.Tests.Billing.Subscriptions;

/// <summary>Days of the company's zone, where the clocks change.</summary>
public sealed class CalendarTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2027-03-28", 23)]
    [InlineData("Europe/Berlin", "2027-10-31", 25)]
    [InlineData("Europe/Berlin", "2027-06-15", 24)]
    [InlineData("Africa/Cairo", "2027-04-30", 23)]
    [InlineData("America/New_York", "2027-11-07", 25)]
    [InlineData("Asia/Kolkata", "2027-03-28", 24)]
    public void A_day_is_as_long_as_it_is_there(string zone, string day, int hours)
    {
        var (calendar, date) = (Calendar(zone), DateOnly.Parse(day, CultureInfo.InvariantCulture));
        (calendar.StartOf(date.AddDays(1)) - calendar.StartOf(date)).ShouldBe(TimeSpan.FromHours(hours));
    }

    [Theory]
    [InlineData("Asia/Kolkata", "2027-01-31T18:29:59Z", "2027-01-31")]
    [InlineData("Asia/Kolkata", "2027-01-31T18:30:00Z", "2027-02-01")]
    [InlineData("America/Los_Angeles", "2027-02-01T07:59:59Z", "2027-01-31")]
    [InlineData("Etc/UTC", "2027-02-01T00:00:00Z", "2027-02-01")]
    public void A_moment_belongs_to_the_companys_day(string zone, string at, string day) =>
        Calendar(zone).DateOf(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture)).ShouldBe(DateOnly.Parse(day, CultureInfo.InvariantCulture));

    [Fact]
    public void A_day_whose_midnight_is_skipped_begins_with_the_first_moment_there_is()
    {
        var calendar = Calendar("Africa/Cairo");
        var day = new DateOnly(2027, 4, 30);
        calendar.DateOf(calendar.StartOf(day)).ShouldBe(day);
        calendar.DateOf(calendar.StartOf(day).AddSeconds(-1)).ShouldBe(day.AddDays(-1));
        calendar.EndOf(day).ShouldBe(calendar.StartOf(day.AddDays(1)).AddSeconds(-1));
    }

    [Fact]
    public void A_zone_nobody_knows_is_refused_at_start() => CompanyCalendar.Knows("Europe/Atlantis").ShouldBeFalse();

    private static CompanyCalendar Calendar(string zone) => new(TimeProvider.System, Options.Create(new SubscriptionOptions { TimeZone = zone }));
}
