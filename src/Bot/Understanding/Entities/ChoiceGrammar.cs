using System.Globalization;
using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding.Entities;

/// <summary>Which of several: "the second one", "option 3", "#2", "the bigger one", "the last", or a choice's own words.</summary>
internal static class ChoiceGrammar
{
    public static void Read(Scan scan)
    {
        var offered = scan.Context.ChoiceTexts.Count;
        for (var i = 0; i < scan.Tokens.Count; i++)
        {
            if (scan.Kind(i) != TokenKind.Word) continue;
            if (Comparative(scan.Word(i)) is { } comparative) scan.Add(SlotNames.Choice, comparative, i, i);
            else if (scan.Word(i) is "middle" or "mid" && offered > 2) Emit(scan, (offered + 1) / 2, i, i);
            else if (scan.Word(i) is "last" or "latter" or "bottom" && (scan.Word(i + 1) is "one" or "" || offered > 0)) scan.Add(SlotNames.Choice, "last", i, i);
            else if (EntityWords.Ordinals.TryGetValue(scan.Word(i), out var ordinal) && (scan.Word(i + 1) is "one" or "option" or "choice" or "" || offered > 0))
                Emit(scan, ordinal, i, scan.Word(i + 1) is "one" or "option" ? i + 1 : i);
            else if (scan.Word(i) is "option" or "number" or "choice" or "no" && scan.TryNumber(i + 1, out var number) && scan.Word(i + 1) != "a")
                Emit(scan, number, i, i + 1);
        }

        if (offered > 0 && !scan.Entities.Exists(entity => entity.Slot == SlotNames.Choice)) ReadOffered(scan, offered);
    }

    // With choices on the table a bare "2" or the choice's own words pick one.
    private static void ReadOffered(Scan scan, int offered)
    {
        var expected = scan.Context.ExpectedSlot;
        if (scan.Tokens.Count <= 2 && scan.TryNumber(scan.Tokens.Count - 1, out var index) && index >= 1 && index <= offered &&
            (expected is null || !SizeGrammar.IsSize(expected)))
        {
            Emit(scan, index, scan.Tokens.Count - 1, scan.Tokens.Count - 1);
            return;
        }

        var best = -1;
        var bestLength = 0;
        for (var i = 0; i < offered; i++)
        {
            var text = scan.Context.ChoiceTexts[i];
            if (text.Length < 2 || text.Length <= bestLength || !scan.Clean.Contains(text, StringComparison.OrdinalIgnoreCase)) continue;
            (best, bestLength) = (i, text.Length);
        }

        if (best >= 0) Emit(scan, best + 1, 0, scan.Tokens.Count - 1);
    }

    private static string? Comparative(string word) => word switch
    {
        "bigger" or "larger" or "higher" or "stronger" or "faster" => "bigger",
        "smaller" or "lower" or "lesser" or "weaker" => "smaller",
        "biggest" or "largest" or "strongest" or "highest" => "biggest",
        "cheapest" or "smallest" or "lowest" => "cheapest",
        "cheaper" => "smaller",
        _ => null,
    };

    private static void Emit(Scan scan, int index, int first, int last) =>
        scan.Add(SlotNames.Choice, index.ToString(CultureInfo.InvariantCulture), first, last);
}
