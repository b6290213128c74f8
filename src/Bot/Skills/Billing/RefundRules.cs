using System.Text.RegularExpressions;

namespace EzSolutions.Bot.Skills.Billing;

/// <summary>"How do refunds work?": a question about refunds in general, which is no wish for one and needs no paid invoice.</summary>
internal static partial class RefundRules
{
    /// <summary>What to look up: what was said may be in a language that has no articles.</summary>
    public const string Question = "what is your refund policy?";

    private const int MostCharacters = 120;

    /// <param name="text">In English words.</param>
    public static bool AreAskedFor(string text) => text.Length <= MostCharacters && Asks().IsMatch(text) && !Claims().IsMatch(text);

    [GeneratedRegex(
        @"^\W*((hi|hey|hello|so|and|ok|please)\W+)*(how|hows|what|whats|when|which|where|is there|are|do (you|refunds)|does|explain)\b.*"
        + @"\b(refunds|a refund|refunding|refund (policy|policies|rules?|terms|process|conditions?)|money[ -]back)\b",
        Options)]
    private static partial Regex Asks();

    // Somebody's own money, or one refund that is known already.
    [GeneratedRegex(@"\b(my|mine|me|i|im|we|our|us|want|need|about|it|this|that|these|those|last|latest|paid|charged)\b|\d", Options)]
    private static partial Regex Claims();

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;
}
