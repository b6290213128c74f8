using System.Globalization;
using EzSolutions.Domain.Common;

namespace EzSolutions.Bot.Skills.Billing;

internal static class SaidAmount
{
    /// <summary>An amount as people say it, in the currency's own scale; null where it is none: not positive, too fine, or beyond all measure.</summary>
    public static Money? Read(string? said, Currency currency)
    {
        if (!decimal.TryParse(said, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) || amount is <= 0 or > 1_000_000_000)
        {
            return null;
        }

        var units = amount * (decimal)Math.Pow(10, currency.Scale);
        return units == decimal.Truncate(units) ? new Money((long)units, currency) : null;
    }
}
