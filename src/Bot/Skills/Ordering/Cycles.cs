using EzSolutions.Domain.Catalog;

namespace EzSolutions.Bot.Skills.Ordering;

internal static class Cycles
{
    public static BillingCycle? Read(string value) =>
        value.Length > 0 && !char.IsAsciiDigit(value[0]) && Enum.TryParse<BillingCycle>(value, ignoreCase: true, out var cycle) ? cycle : null;

    public static string Write(BillingCycle cycle) => cycle.ToString().ToLowerInvariant();
}
