using System.Text.RegularExpressions;

namespace EzSolutions.Bot.Skills.Billing;

/// <summary>"Can I pay with PayPal?": a question about ways to pay, which is no wish to pay and needs no sign-in.</summary>
internal static partial class WaysToPay
{
    private const int MostCharacters = 120;

    /// <param name="text">In English words.</param>
    /// <param name="signedIn">Whoever is signed in and says no more than "how can I pay" has something to pay.</param>
    public static bool AreAskedFor(string text, bool signedIn) =>
        text.Length <= MostCharacters && !Changes().IsMatch(text) && ((Asks().IsMatch(text) && (!Named().IsMatch(text) || Pays().IsMatch(text))) || (!signedIn && AsksShortly().IsMatch(text)));

    /// <summary>What to look up: what was said names little to look for, or is in a language that has no articles.</summary>
    public static string Question(string text) => Named().Match(text) is { Success: true } way ? $"which ways to pay are there, {way.Value}?" : "which ways to pay are there?";

    private const string Way =
        @"(pay\s?pal|visa|master\s?card|amex|american express|(credit|debit) cards?|(apple|google|amazon) ?pay|gpay|upi|paytm|net ?banking|sepa|direct debit|(bank|wire) transfers?|bitcoins?|btc|crypto\w*|cash|che(que|ck)s?|klarna|giropay|bizum)";

    // The saved card is meant, or money that was paid.
    [GeneratedRegex(@"\b(change|update|add|save|remove|delete|replace|switch|refund(ed)?|paid|charged|my ((credit|debit) )?card|new card)\b", Options)]
    private static partial Regex Changes();

    [GeneratedRegex(
        @"\b(do|does|can|could|may|will|would|is|are|which|what|how)\b.*\b" + Way + @"\b|^\W*" + Way + @"\W*$"
        + @"|\b(which|what|any|other|different|how many)\b.*\b(payment (methods?|options?|types?)|ways? (to|of) pay(ing)?|cards? (do|can|are))\b"
        + @"|\b(payment (methods?|options?|types?)|ways? (to|of) pay(ing)?)\b.*\b(accept(ed)?|take|have|support(ed)?|offer(ed)?|are there|available)\b",
        Options)]
    private static partial Regex Asks();

    // "How do I mine bitcoin" is another matter.
    [GeneratedRegex(@"\b(pay\w*|accept\w*|tak(e|ing)|use|send|ok(ay)?|possible|allowed|support\w*|work\w*|have)\b|^\W*" + Way + @"\W*$", Options)]
    private static partial Regex Pays();

    [GeneratedRegex(@"\b" + Way + @"\b", Options)]
    private static partial Regex Named();

    [GeneratedRegex(@"^\W*((hi|hey|hello|so|and|ok)\W+)?(how (can|do|could|would|should) (i|we|you) pay( (you|u|for (it|this|that|a \w+)))?( guys)?|(your )?(payment (methods|options)|ways to pay))\W*$", Options)]
    private static partial Regex AsksShortly();

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;
}
