using System.Globalization;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Bot.Texts;

/// <summary>How amounts, dates and lists look in a sentence, in one language and region.</summary>
internal sealed class Show(Phrases phrases, CultureInfo culture) : TextSection(phrases, "Show")
{
    private readonly Formats _formats = new(culture);

    public CultureInfo Culture => culture;

    /// <summary>In the customer's own way, with the currency's own sign: <c>$1,234.50</c>, <c>1.234,50 €</c>, <c>₹1,23,450.00</c>.</summary>
    public string Amount(Money money) => _formats.Amount(money);

    /// <summary>E.g. <c>21 November 2026</c>.</summary>
    public string Day(DateTimeOffset at) => _formats.Day(at);

    public string Day(DateOnly day) => _formats.Day(day);

    /// <summary>E.g. <c>14:05 UTC</c>.</summary>
    public string Time(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>Day of the week, day and time, as the clock in it says: <c>Monday, 23 November, 09:00</c>.</summary>
    public string WeekdayAndTime(DateTimeOffset at) =>
        at.ToString("dddd, " + culture.DateTimeFormat.MonthDayPattern, culture) + at.ToString(", HH:mm", CultureInfo.InvariantCulture);

    public string Number(long number) => _formats.Number(number);

    /// <summary>"4 GB memory, 2 cores, 80 GB disk": what there is of it.</summary>
    public string Specs(int? ramGb, int? vcpu, int? diskGb, int? trafficTb = null, int? websites = null)
    {
        string?[] parts =
        [
            ramGb is { } ram ? SayOne("ram", [("size", ram)]) : null,
            vcpu is { } cores ? SayOne("cores", [("count", cores)]) : null,
            diskGb is { } disk ? SayOne("disk", [("size", disk)]) : null,
            websites is { } sites ? SayOne("websites", [("count", sites)]) : null,
            trafficTb is { } traffic ? SayOne("traffic", [("size", traffic)]) : null,
        ];
        return string.Join(", ", parts.Where(p => p is not null));
    }

    public string Cycle(BillingCycle cycle) => SayOne(cycle.ToString());

    /// <summary>"/ month", "/ year".</summary>
    public string Per(BillingCycle cycle) => SayOne(cycle.ToString());

    public string Price(Money price, BillingCycle cycle) => $"{Amount(price)} {Per(cycle)}";

    /// <summary>"a, b and c".</summary>
    public string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => string.Empty,
        1 => items[0],
        _ => Say([("first", string.Join(", ", items.Take(items.Count - 1))), ("last", items[^1])]),
    };

    /// <summary>One line of at most so many characters, cut at a word.</summary>
    public static string Short(string text, int most)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= most)
        {
            return line;
        }

        var cut = line.LastIndexOf(' ', most - 1);
        return line[..(cut < most / 2 ? most - 1 : cut)] + "…";
    }
}
