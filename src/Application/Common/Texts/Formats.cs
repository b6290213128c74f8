using System.Collections.Concurrent;
using System.Globalization;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Common.Texts;

/// <summary>How amounts, days and numbers are written in one language and region.</summary>
public sealed class Formats(CultureInfo culture)
{
    private readonly ConcurrentDictionary<Currency, NumberFormatInfo> _money = new();
    private readonly string _day = DayPattern(culture);

    public CultureInfo Culture => culture;

    /// <summary>In the customer's own way, with the currency's own sign: <c>$1,234.50</c>, <c>1.234,50 €</c>, <c>₹1,23,450.00</c>.</summary>
    public string Amount(Money money) => money.ToDecimal().ToString("C", _money.GetOrAdd(money.Currency, FormatOf));

    /// <summary>E.g. <c>21 November 2026</c>.</summary>
    public string Day(DateTimeOffset at) => at.UtcDateTime.ToString(_day, culture);

    public string Day(DateOnly day) => day.ToString(_day, culture);

    public string Number(long number) => number.ToString("N0", culture);

    private NumberFormatInfo FormatOf(Currency currency)
    {
        var format = (NumberFormatInfo)culture.NumberFormat.Clone();
        format.CurrencyDecimalDigits = currency.Scale;
        // Patterns 0 is "$n" and 3 is "n $": a sign made of letters keeps its own space in the first, and has the pattern's in the second.
        format.CurrencySymbol = format.CurrencyPositivePattern == 0 ? currency.Symbol : currency.Symbol.Trim();
        return format;
    }

    /// <summary>The culture's long date without the day of the week.</summary>
    private static string DayPattern(CultureInfo culture) => culture.DateTimeFormat.LongDatePattern
        .Replace("dddd, ", string.Empty, StringComparison.Ordinal)
        .Replace("dddd ", string.Empty, StringComparison.Ordinal)
        .Replace(", dddd", string.Empty, StringComparison.Ordinal);
}
