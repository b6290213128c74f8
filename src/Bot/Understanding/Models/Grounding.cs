using System.Globalization;
using System.Text;

namespace EzSolutions.Bot.Understanding.Models;

/// <summary>
/// Whether a proposed value stands in what the customer wrote. Names, numbers, addresses and amounts that a model made up, or took from a text that
/// is not the customer's, are no values: the bot asks for them instead.
/// </summary>
internal static class Grounding
{
    /// <summary>Small closed lists that a person says in many words ("every three months") need not stand there as such.</summary>
    public static bool IsSpoken(string slot) => slot is SlotNames.ProductType or SlotNames.BillingCycle or SlotNames.Action or SlotNames.RecordType
        or SlotNames.Choice or SlotNames.Currency or SlotNames.RamGb or SlotNames.Vcpu or SlotNames.DiskGb or SlotNames.PeriodYears or SlotNames.Os;

    public static bool Stands(string slot, string value, string said, RecognitionContext context)
    {
        if (slot == SlotNames.Plan)
            return context.PlanNames.Contains(value, StringComparer.Ordinal);
        if (IsSpoken(slot))
            return true;
        if (slot == SlotNames.Amount)
            return Amounts(said).Contains(Amount(value));
        var (plain, wanted) = (Plain(said), Plain(value));
        return wanted.Length > 0 && plain.Contains(wanted, StringComparison.Ordinal);
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
            if (char.IsLetterOrDigit(c) || c is '@' or '.')
                plain.Append(char.ToLowerInvariant(c));
        return plain.ToString();
    }

    private static decimal? Amount(string value) => decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    // "25", "25.50" and "25,50"; grouping is left to the offline grammar.
    private static HashSet<decimal?> Amounts(string said)
    {
        var found = new HashSet<decimal?>();
        foreach (var word in said.Split([' ', '\n', '\t', '$', '€', '£', '₹', '?', '!', ';', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
        {
            var number = new string([.. word.Where(c => char.IsAsciiDigit(c) || c is '.' or ',')]).Trim('.', ',').Replace(',', '.');
            found.Add(Amount(number));
        }

        found.Remove(null);
        return found;
    }
}
