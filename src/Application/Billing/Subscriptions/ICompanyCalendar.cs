namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>Days as the company counts them: due dates, periods and reminders are days of its time zone, daylight saving included.</summary>
public interface ICompanyCalendar
{
    DateOnly Today { get; }

    DateOnly DateOf(DateTimeOffset at);

    /// <summary>The first instant of the day; where the clocks skip midnight, the first that exists.</summary>
    DateTimeOffset StartOf(DateOnly day);

    /// <summary>The last second of the day: what is due on a day is in time until then.</summary>
    DateTimeOffset EndOf(DateOnly day);
}
