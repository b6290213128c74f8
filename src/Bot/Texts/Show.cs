using System.Globalization;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Bot.Texts;

/// <summary>How amounts, dates and lists look in a sentence.</summary>
internal static class Show
{
    public static string Amount(Money money) => money.Display();

    /// <summary>E.g. <c>21 November 2026</c>.</summary>
    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>E.g. <c>14:05 UTC</c>.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture) + " UTC";

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>"4 GB memory, 2 cores, 80 GB disk": what there is of it.</summary>
    public static string Specs(int? ramGb, int? vcpu, int? diskGb, int? trafficTb = null, int? websites = null)
    {
        string?[] parts =
        [
            ramGb is { } ram ? $"{Number(ram)} GB memory" : null,
            vcpu is { } cores ? cores == 1 ? "1 core" : $"{Number(cores)} cores" : null,
            diskGb is { } disk ? $"{Number(disk)} GB disk" : null,
            websites is { } sites ? sites == 1 ? "1 website" : $"{Number(sites)} websites" : null,
            trafficTb is { } traffic ? $"{Number(traffic)} TB traffic" : null,
        ];
        return string.Join(", ", parts.Where(p => p is not null));
    }

    public static string Cycle(BillingCycle cycle) => cycle switch
    {
        BillingCycle.Monthly => "monthly",
        BillingCycle.Quarterly => "every 3 months",
        BillingCycle.Semiannual => "every 6 months",
        BillingCycle.Annual => "yearly",
        BillingCycle.Biennial => "every 2 years",
        BillingCycle.Triennial => "every 3 years",
        _ => throw new ArgumentOutOfRangeException(nameof(cycle), cycle, "Not a billing cycle."),
    };

    /// <summary>"/ month", "/ year".</summary>
    public static string Per(BillingCycle cycle) => cycle switch
    {
        BillingCycle.Monthly => "/ month",
        BillingCycle.Quarterly => "/ 3 months",
        BillingCycle.Semiannual => "/ 6 months",
        BillingCycle.Annual => "/ year",
        BillingCycle.Biennial => "/ 2 years",
        BillingCycle.Triennial => "/ 3 years",
        _ => throw new ArgumentOutOfRangeException(nameof(cycle), cycle, "Not a billing cycle."),
    };

    public static string Price(Money price, BillingCycle cycle) => $"{Amount(price)} {Per(cycle)}";

    /// <summary>"a, b and c".</summary>
    public static string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => string.Empty,
        1 => items[0],
        _ => string.Join(", ", items.Take(items.Count - 1)) + " and " + items[^1],
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
