using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding.Entities;

/// <summary>Plans of the live catalogue, by name or the way people shorten one: "vps m", "the medium vps", "business plan".</summary>
internal static class PlanGrammar
{
    public static void Read(Scan scan)
    {
        foreach (var plan in scan.Context.PlanNames)
        {
            var words = plan.ToLowerInvariant().Split(' ', '-');
            if (ReadWhole(scan, plan, words)) continue;
            var proper = Array.FindAll(words, word => !IsGeneric(word));
            if (proper.Length == 1) ReadShort(scan, plan, words, proper[0]);
        }
    }

    private static bool ReadWhole(Scan scan, string plan, string[] words)
    {
        var found = false;
        for (var i = 0; i + words.Length <= scan.Tokens.Count; i++)
        {
            var matched = true;
            for (var k = 0; k < words.Length && matched; k++) matched = Same(scan.Word(i + k), words[k]);
            if (!matched || scan.Taken(i)) continue;
            // "vps x large" is not "vps x": the longest name wins.
            scan.Add(SlotNames.Plan, plan, i, i + words.Length - 1);
            found = true;
        }

        return found;
    }

    private static void ReadShort(Scan scan, string plan, string[] words, string proper)
    {
        var family = Array.Find(words, IsGeneric);
        for (var i = 0; i < scan.Tokens.Count; i++)
        {
            if (scan.Taken(i) || scan.Kind(i) is not (TokenKind.Word or TokenKind.Identifier)) continue;
            if (IsWritten(scan, i, string.Concat(words)) || (family is not null && scan.Word(i) == family + "-" + proper))
            {
                scan.Add(SlotNames.Plan, plan, i, i);
                continue;
            }

            var length = Matches(scan, i, proper);
            if (length == 0 || !Fits(scan, i, i + length - 1, proper, family)) continue;
            var before = IsGeneric(scan.Word(i - 1)) && !scan.Taken(i - 1) ? 1 : 0;
            var after = IsGeneric(scan.Word(i + length)) && !scan.Taken(i + length) ? 1 : 0;
            scan.Add(SlotNames.Plan, plan, i - before, i + length - 1 + after);
        }
    }

    private static int Matches(Scan scan, int at, string proper)
    {
        if (Same(scan.Word(at), proper)) return 1;
        // "My server is too small" names no plan.
        if (scan.Word(at - 1) is "too" or "to" or "so" or "very" or "is" or "it's" or "bit" or "quite" or "pretty") return 0;
        var size = proper switch
        {
            "s" => scan.Word(at) is "small",
            "m" => scan.Word(at) is "medium" or "mid",
            "l" => scan.Word(at) is "large" && scan.Word(at - 1) is not ("x" or "extra" or "xtra"),
            "xl" => scan.Word(at) is "xlarge",
            "xs" => scan.Word(at) is "tiny",
            _ => false,
        };
        if (size) return 1;
        return proper == "xl" && scan.Word(at) is "x" or "extra" or "xtra" && scan.Word(at + 1) is "large" or "big" ? 2 : 0;
    }

    // As typed, before spelling made a "vps" of "vpsm".
    private static bool IsWritten(Scan scan, int at, string name) =>
        scan.Clean.AsSpan(scan.Tokens[at].Start..scan.Tokens[at].End).Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool Fits(Scan scan, int first, int last, string proper, string? family)
    {
        var before = scan.Word(first - 1);
        var after = scan.Word(last + 1);
        // Another family's name beside it: "hosting m" is not "VPS M".
        if (family is not null && (OtherFamily(before, family) || OtherFamily(after, family))) return false;
        if (before is "my" or "our" or "own" or "small" && proper.Length > 2) return false;
        var beside = IsGeneric(before) || IsGeneric(after) || after is "one" or "please" || before is "size";
        if (proper.Length <= 2 && scan.Word(first).Length <= 2) return beside || Asked(scan) || Contains(scan, family);
        return beside || Asked(scan) || Contains(scan, family) || proper.Length > 5;
    }

    private static bool Asked(Scan scan) =>
        scan.Context.ExpectedSlot == SlotNames.Plan || scan.Context.ActiveSkill is SkillNames.OrderService or SkillNames.UpgradeService;

    private static bool Contains(Scan scan, string? family)
    {
        foreach (var token in scan.Tokens)
            if (token.Text == family || (family == "vps" && token.Text is "server" or "vm") || token.Text is "plan" or "package") return true;
        return false;
    }

    private static bool OtherFamily(string word, string family) =>
        word is "vps" or "hosting" && family is "vps" or "hosting" && word != family;

    private static bool IsGeneric(string word) => word is "vps" or "hosting" or "plan" or "server" or "cloud" or "web" or "package" or "vm" or "tier"
        or "webhosting" or "account" or "line";

    // A slip in a long plan name is forgiven: "busines", "stater".
    private static bool Same(string typed, string word) =>
        typed == word || (word.Length >= 5 && typed.Length >= 4 && typed[0] == word[0] && Slips.Cost(typed, word, Slips.Whole) != Slips.TooMany);
}
