using System.Text.RegularExpressions;

namespace EzSolutions.Bot.Knowledge;

/// <summary>
/// Whether a model's wording may stand for the articles it was made from. It may leave out and reorder; an address, a figure, a price or a promise
/// that no article has, markup, or a text mostly in other words, is thrown away.
/// </summary>
internal static partial class PhrasingRules
{
    private const int LongestAnswer = 1500;

    /// <summary>Of the answer's longer words, how many must stand in the articles.</summary>
    private const double FromArticles = 0.6;

    private const int LongerWord = 4;

    public static bool HoldsUp(string text, IReadOnlyList<KnowledgePassage> passages)
    {
        if (text.Length is 0 or > LongestAnswer || text.Contains("NO ANSWER", StringComparison.OrdinalIgnoreCase) || Markup().IsMatch(text))
            return false;
        var source = string.Join('\n', passages.Select(p => p.Title + "\n" + p.Text));
        return Has(source, text, Address()) && Has(source, text, Figure()) && Has(source, text, Weighty()) && IsInItsWords(source, text);
    }

    private static bool Has(string source, string text, Regex what) => Found(text, what).IsSubsetOf(Found(source, what));

    private static HashSet<string> Found(string text, Regex what) =>
        [.. what.Matches(text).Select(m => string.Concat(m.Value.Where(c => !char.IsWhiteSpace(c))).Trim('.', ',', ';', ':', '!', '?', '(', ')', '"', '\'').ToUpperInvariant())];

    private static bool IsInItsWords(string source, string text)
    {
        var known = Words(source).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var longer = Words(text).Where(w => w.Length > LongerWord).ToList();
        return longer.Count == 0 || longer.Count(known.Contains) >= FromArticles * longer.Count;
    }

    private static IEnumerable<string> Words(string text) => Word().Matches(text).Select(m => m.Value);

    // Anything a chat might turn into a link: addresses, bare hosts, mail; also with the dot or the at sign in disguise.
    [GeneratedRegex(@"\S*(://|www[.\u3002\uff0e]|\S@\S|\[(dot|at)\])\S*|[\p{L}\d-]+([.\u3002\uff0e][\p{L}\d-]+)*[.\u3002\uff0e]\p{L}{2,}\S*", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    // A number with the currency or per cent beside it: 24 hours make no 24 euros.
    [GeneratedRegex(
        @"((\p{Sc}|\b(EUR|USD|GBP|INR))\s?)?\d([\d.,:/]*\d)?(\s?(\p{Sc}|%|(EUR|USD|GBP|INR|euros?|dollars?|pounds?|rupees?|cents?|per ?cent|prozent|por ciento)\b))?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Figure();

    // Numbers in words, and what would promise money: English, German, Spanish, Hindi.
    [GeneratedRegex(
        """
        \b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|million|half|double|twice
        |free|gratis|refund\w*|reimburs\w*|compensat\w*|guarant\w*|discount\w*|voucher\w*|coupon\w*
        |zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|zwanzig|dreißig|fünfzig|hundert|tausend|halb\w*|doppelt\w*|kostenlos\w*|kostenfrei\w*|erstatt\w*|rückerstatt\w*|rabatt\w*|garantier\w*|gutschein\w*
        |dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|veinte|treinta|cincuenta|cien|ciento|mil|mitad|doble|reembols\w*|descuento\w*|garantiz\w*|cupón\w*)\b
        |(दो|तीन|चार|पांच|पाँच|छह|सात|आठ|नौ|दस|बीस|तीस|पचास|सौ|हज़ार|आधा|दोगुना|मुफ़्त|मुफ्त|रिफंड|वापसी|छूट|गारंटी)
        """,
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex Weighty();

    [GeneratedRegex(@"[<>{}\[\]`|]", RegexOptions.NonBacktracking)]
    private static partial Regex Markup();

    [GeneratedRegex(@"[\p{L}\p{M}\d]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
