using System.Collections.Frozen;

namespace EzSolutions.Bot.Dialogue;

/// <summary>"A different region", "change the name": a wish to be asked again, without saying yet what it should be.</summary>
internal static class ChangeWish
{
    private static readonly FrozenSet<string> Otherwise =
        new[] { "another", "other", "different", "change", "choose", "pick", "edit", "switch" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Fillers = new[]
    {
        "a", "an", "the", "my", "it", "its", "i", "can", "could", "want", "wanna", "to", "id", "like", "would", "please", "pls", "plz", "use", "in", "of", "server", "operating",
        "no", "actually", "wait", "hmm", "need", "let", "me", "myself", "we", "you", "take", "have",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The slot that a text wants asked again; null when it says more, or something else.</summary>
    public static string? Of(ISkill skill, string text)
    {
        var words = new string([.. text.ToLowerInvariant().Where(c => c != '\'').Select(c => char.IsLetterOrDigit(c) ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is < 2 or > 9 || !words.Any(Otherwise.Contains))
        {
            return null;
        }

        var rest = words.Where(w => !Otherwise.Contains(w) && !Fillers.Contains(w)).ToList();
        return rest.Count == 0 ? null : skill.Slots.FirstOrDefault(s => rest.TrueForAll(w => s.ChangeWords.Contains(w)))?.Name;
    }
}
