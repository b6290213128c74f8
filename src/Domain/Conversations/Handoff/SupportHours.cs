using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Conversations.Handoff;

/// <summary>One stretch of a weekday in which people answer.</summary>
/// <param name="Opens">Minutes since midnight, local time.</param>
/// <param name="Closes">Minutes since midnight, up to 1440.</param>
public sealed record OpeningHours(DayOfWeek Day, int Opens, int Closes);

/// <summary>A day on which nobody answers.</summary>
public sealed record Holiday(DateOnly Date, string Name);

/// <summary>
/// When the company's people answer, in its own time zone; one row. Without any opening hours it is always open. Its row's lock also keeps two nodes
/// from handing out the queue at the same time.
/// </summary>
public sealed class SupportHours : Aggregate
{
    /// <summary>The only row's id.</summary>
    public static readonly Guid TheId = new("5f0c6a52-6f1a-4b1e-9a53-0d9b3a6f7c10");

    private const int MinutesADay = 24 * 60;
    private const int MostStretches = 42;
    private const int MostHolidays = 400;

    private SupportHours(Guid id)
        : base(id)
    {
    }

    private SupportHours()
    {
    }

    /// <summary>IANA name, e.g. Europe/Berlin.</summary>
    public string TimeZone { get; private set; } = "UTC";

    public IReadOnlyList<OpeningHours> Week { get; private set; } = [];

    public IReadOnlyList<Holiday> Holidays { get; private set; } = [];

    public static SupportHours Create() => new(TheId);

    public Result<Done> Set(string timeZone, IReadOnlyList<OpeningHours> week, IReadOnlyList<Holiday> holidays)
    {
        if (string.IsNullOrWhiteSpace(timeZone) || !TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _))
            return HandoffErrors.TimeZoneUnknown;
        if (week.Count > MostStretches || holidays.Count > MostHolidays)
            return HandoffErrors.TooManyHours;
        if (week.Any(h => !Enum.IsDefined(h.Day) || h.Opens < 0 || h.Closes > MinutesADay || h.Opens >= h.Closes) || Overlap(week))
            return HandoffErrors.HoursInvalid;
        TimeZone = timeZone;
        Week = [.. week.OrderBy(h => h.Day).ThenBy(h => h.Opens)];
        Holidays = [.. holidays.DistinctBy(h => h.Date).OrderBy(h => h.Date).Select(h => h with { Name = MessageText.Shorten(MessageText.Clean(h.Name), 80) })];
        return Result.Done;
    }

    public bool IsOpen(DateTimeOffset at)
    {
        if (Week.Count == 0)
            return true;
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        var minute = (local.Hour * 60) + local.Minute;
        var day = DateOnly.FromDateTime(local.Date);
        return Holidays.All(h => h.Date != day) && Week.Any(h => h.Day == local.DayOfWeek && h.Opens <= minute && minute < h.Closes);
    }

    /// <summary>When somebody is back, in the company's own time; null when it is open at <paramref name="at"/>, or never opens within a year.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset at)
    {
        if (IsOpen(at))
            return null;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).Date);
        for (var ahead = 0; ahead <= 366; ahead++)
        {
            var day = today.AddDays(ahead);
            if (Holidays.Any(h => h.Date == day))
                continue;
            foreach (var hours in Week.Where(h => h.Day == day.DayOfWeek).OrderBy(h => h.Opens))
            {
                var opens = At(day, hours.Opens);
                if (opens > at)
                    return opens;
            }
        }
        return null;
    }

    private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    private DateTimeOffset At(DateOnly day, int minutes)
    {
        var local = day.ToDateTime(TimeOnly.MinValue).AddMinutes(minutes);

        // Clocks that spring forward skip this time: it opens when they have.
        while (Zone.IsInvalidTime(local))
            local = local.AddMinutes(30);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }

    private static bool Overlap(IReadOnlyList<OpeningHours> week) => week
        .GroupBy(h => h.Day)
        .Any(day => day.OrderBy(h => h.Opens).Zip(day.OrderBy(h => h.Opens).Skip(1)).Any(pair => pair.Second.Opens < pair.First.Closes));
}
