using System.Runtime.InteropServices;

namespace EzSolutions.Bot.Understanding.Text;

/// <summary>Finds the known word a misspelt one most likely stands for: of those within reach the cheapest slip, and of those the commoner word.</summary>
internal sealed class Spelling
{
    private const int ShortestCorrected = 3;

    // A word nobody uses about hosting must be that much nearer.
    private const int Uncommon = 3;
    private readonly Dictionary<int, Candidate[]> _byStart;

    public Spelling(IEnumerable<(string Word, int Commonness)> words) => _byStart = words
        .Where(word => word.Word.Length is >= ShortestCorrected and <= Slips.Longest && word.Word.All(char.IsAsciiLetterLower))
        .OrderBy(word => word.Word, StringComparer.Ordinal)
        .GroupBy(word => Bucket(word.Word[0], word.Word.Length))
        .ToDictionary(group => group.Key, group => group.Select(word => new Candidate(word.Word, Math.Max(0, Uncommon - word.Commonness))).ToArray());

    /// <summary>The likeliest word with what it costs, in tenths of a slip; null where none is near.</summary>
    public (string Word, int Cost)? Correct(ReadOnlySpan<char> word)
    {
        if (word.Length is < ShortestCorrected or > Slips.Longest || word.ContainsAnyExceptInRange('a', 'z')) return null;
        var limit = Reach(word.Length);
        var best = new Best(limit + Uncommon + 1);
        var span = limit / Slips.LeastPerLetter;
        for (var length = Math.Max(ShortestCorrected, word.Length - span); length <= Math.Min(Slips.Longest, word.Length + span); length++)
        {
            Search(word, word[0], length, limit, ref best);
            // A slip on the very first key: "ebooot", "erboot"; or a sound: "kancel".
            if (word.Length >= 5 && word[1] != word[0]) Search(word, word[1], length, limit, ref best);
            if (word.Length >= 4 && Slips.HeardAs(word[0]) is var heard && heard != word[0]) Search(word, heard, length, limit, ref best);
        }

        return best.Word is null ? null : (best.Word, best.Cost);
    }

    /// <summary>How far a word may be from what was meant: half a slip in three letters, nearly two in eight and more.</summary>
    internal static int Reach(int length) => length switch
    {
        3 => 5,
        4 => 10,
        <= 7 => 14,
        _ => 18,
    };

    private void Search(ReadOnlySpan<char> word, char start, int length, int limit, ref Best best)
    {
        if (!_byStart.TryGetValue(Bucket(start, length), out var candidates)) return;
        foreach (var candidate in candidates)
        {
            var bound = Math.Min(limit, best.Rank - candidate.Handicap - 1);
            if (bound < 0) continue;
            var cost = Slips.Cost(word, candidate.Word, bound);
            if (cost == Slips.TooMany) continue;
            best = new Best(cost + candidate.Handicap) { Word = candidate.Word, Cost = cost };
        }
    }

    private static int Bucket(char start, int length) => start * 32 + length;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Candidate(string Word, int Handicap);

    [StructLayout(LayoutKind.Auto)]
    private record struct Best(int Rank)
    {
        public string? Word { get; init; }

        public int Cost { get; init; }
    }
}
