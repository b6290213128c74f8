using EzSolutions.Domain.Conversations.Handoff;

namespace EzSolutions.Domain.Tests.Conversations.Handoff;

public sealed class SupportHoursTests
{
    private static readonly OpeningHours[] Office =
        [.. new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }.Select(d => new OpeningHours(d, 9 * 60, 17 * 60))];

    [Fact]
    public void Without_hours_it_is_always_open()
    {
        var hours = SupportHours.Create();
        hours.IsOpen(At("2026-01-01T03:00:00Z")).ShouldBeTrue();
        hours.NextOpening(At("2026-01-01T03:00:00Z")).ShouldBeNull();
    }

    [Theory]
    [InlineData("2026-01-05T07:59:00Z", false)]
    [InlineData("2026-01-05T08:00:00Z", true)]
    [InlineData("2026-01-05T15:59:00Z", true)]
    [InlineData("2026-01-05T16:00:00Z", false)]
    [InlineData("2026-07-06T07:00:00Z", true)]
    [InlineData("2026-01-04T12:00:00Z", false)]
    public void Hours_are_in_the_companys_own_time_summer_and_winter(string at, bool open) => Berlin().IsOpen(At(at)).ShouldBe(open);

    [Fact]
    public void The_next_opening_skips_the_weekend_and_holidays()
    {
        var hours = Berlin(new Holiday(new DateOnly(2026, 1, 5), "Inventory"));
        hours.IsOpen(At("2026-01-05T10:00:00Z")).ShouldBeFalse();
        hours.NextOpening(At("2026-01-02T20:00:00Z")).ShouldBe(At("2026-01-06T08:00:00Z"));
        hours.NextOpening(At("2026-01-02T20:00:00Z"))!.Value.Offset.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public void An_opening_in_the_hour_that_summer_time_skips_comes_when_the_clocks_have_gone_forward()
    {
        var hours = SupportHours.Create();
        hours.Set("Europe/Berlin", [new OpeningHours(DayOfWeek.Sunday, 150, 600)], []).IsSuccess.ShouldBeTrue();
        hours.NextOpening(At("2026-03-28T20:00:00Z")).ShouldBe(At("2026-03-29T01:00:00Z"));
    }

    [Theory]
    [InlineData("Mars/Olympus", 540, 1020, "time_zone_unknown")]
    [InlineData("UTC", 1020, 540, "hours_invalid")]
    [InlineData("UTC", 0, 1441, "hours_invalid")]
    public void What_makes_no_sense_is_refused_and_changes_nothing(string zone, int opens, int closes, string code)
    {
        var hours = Berlin();
        hours.Set(zone, [new OpeningHours(DayOfWeek.Monday, opens, closes)], []).Error!.Code.ShouldBe(code);
        hours.TimeZone.ShouldBe("Europe/Berlin");
        hours.Week.Count.ShouldBe(5);
    }

    [Fact]
    public void Stretches_that_overlap_are_refused() =>
        SupportHours.Create().Set("UTC", [new(DayOfWeek.Monday, 540, 700), new(DayOfWeek.Monday, 690, 800)], []).Error!.Code.ShouldBe("hours_invalid");

    private static SupportHours Berlin(params Holiday[] holidays)
    {
        var hours = SupportHours.Create();
        hours.Set("Europe/Berlin", Office, holidays).IsSuccess.ShouldBeTrue();
        return hours;
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
