using System.Globalization;
using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding.Entities;

/// <summary>Billing cycles and periods: "yearly", "per month", "every 3 months", "for two years".</summary>
internal static class CycleGrammar
{
    public static void Read(Scan scan)
    {
        for (var i = 0; i < scan.Tokens.Count; i++)
        {
            if (scan.Kind(i) == TokenKind.Word && EntityWords.Cycles.TryGetValue(scan.Word(i), out var cycle)) ReadWord(scan, i, cycle);
            else if (IsYear(scan.Word(i))) ReadSpan(scan, i, 12);
            else if (IsMonth(scan.Word(i))) ReadSpan(scan, i, 1);
        }
    }

    private static void ReadWord(Scan scan, int at, string cycle)
    {
        if (scan.Word(at) is "quarter" && scan.Word(at - 1) is not ("per" or "every" or "each" or "a")) return;
        if (scan.Word(at - 1) is "half" or "semi" or "bi" && cycle == "annual")
        {
            scan.Add(SlotNames.BillingCycle, "semiannual", at - 1, at);
            return;
        }

        scan.Add(SlotNames.BillingCycle, cycle, at, at);
    }

    private static void ReadSpan(Scan scan, int at, int months)
    {
        var number = at - 1;
        if (scan.Word(number) is "full" or "whole" or "more" or "extra") number--;
        var rate = scan.Word(number) is "per" or "every" or "each" or "a" or "by" or "another";
        var count = 1;
        if (!rate && (!scan.TryNumber(number, out count) || count <= 0))
        {
            if (scan.Word(number) == "half" && months == 12) scan.Add(SlotNames.BillingCycle, "semiannual", number, at);
            return;
        }

        // "a year ago", "two months ago", "the last 3 months" tell of the past.
        if (scan.Word(at + 1) is "ago" or "old" or "now" or "later" || scan.Word(number - 1) is "last" or "past" or "since") return;
        if (scan.Word(number) == "a" && scan.Word(number - 1) == "half") return;
        if (scan.Word(number) == "a" && scan.Word(at + 1) is "half") return;
        var total = count * months;
        if (CycleOf(total) is { } cycle) scan.Add(SlotNames.BillingCycle, cycle, number, at);
        if (total % 12 == 0 && total / 12 is >= 1 and <= 10)
            scan.Add(SlotNames.PeriodYears, (total / 12).ToString(CultureInfo.InvariantCulture), number, at);
    }

    private static string? CycleOf(int months) => months switch
    {
        1 => "monthly",
        3 => "quarterly",
        6 => "semiannual",
        12 => "annual",
        24 => "biennial",
        36 => "triennial",
        _ => null,
    };

    private static bool IsYear(string word) => word is "year" or "years" or "yr" or "yrs" or "annum";

    private static bool IsMonth(string word) => word is "month" or "months" or "mo" or "mth" or "mths";
}
