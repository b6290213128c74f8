using System.Text.RegularExpressions;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Dialogue;

/// <summary>Whether somebody really wants to be signed out: what only comes near it ("should I sign out?") is asked about, never done.</summary>
internal static partial class SignOutWish
{
    /// <summary>Higher than for other requests, and than what a model's agreement gives: it cannot be taken back without a new code.</summary>
    private const double Sure = 0.92;

    public static bool IsPlain(Understood request, string text) =>
        !Asks().IsMatch(text) && !Others().IsMatch(text) && !Fragment().IsMatch(text)
        && !Wonders().Matches(text).Any(m => m.Groups["next"].Value.ToLowerInvariant() is not ("you" or "u" or "like"))
        && (request.Confidence >= Sure || Unlinks().IsMatch(text));

    // Nobody signs somebody else out from here.
    [GeneratedRegex(
        @"\b(them|him|her|they|she|he|customers?|users?|somebody|someone|everybody|everyone|people)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Others();

    // One word that says where to, but not from what.
    [GeneratedRegex(@"^\W*(out|off|exit|quit|end|leave|close|away)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Fragment();

    // "Can you sign me out?" asks us to; "do I have to sign out" does not.
    [GeneratedRegex(
        @"\b(should|shall|must|do|did|am|was|if|when|why|what|whether|before|after|until|unless|forgot|how)\b|\bi\s+(got|get|keep|had)\b|\bkeeps?\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Asks();

    // "Would you sign me out" and "I would like to" do not.
    [GeneratedRegex(@"\b(will|would)\b\s*(?<next>\w*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Wonders();

    // The one word for it that means nothing else here.
    [GeneratedRegex(@"^\W*(please\s+|can\s+you\s+)?unlink\s+(me|my\s+account|this\s+(account|chat))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Unlinks();
}
