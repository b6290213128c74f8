using EzSolutions.Application.Billing.Subscriptions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EzSolutions.Infrastructure.Billing.Subscriptions;

/// <summary>The tz database comes with the program, so that every node counts the same days whatever its machine knows.</summary>
internal sealed class CompanyCalendar(TimeProvider time, IOptions<SubscriptionOptions> options) : ICompanyCalendar
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[options.Value.TimeZone];

    public DateOnly Today => DateOf(time.GetUtcNow());

    public static bool Knows(string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null;

    public DateOnly DateOf(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(_zone).Date.ToDateOnly();

    public DateTimeOffset StartOf(DateOnly day) => _zone.AtStartOfDay(LocalDate.FromDateOnly(day)).ToInstant().ToDateTimeOffset();

    public DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1)).AddSeconds(-1);
}
