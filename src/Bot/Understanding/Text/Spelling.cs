namespace EzSolutions.Bot.Understanding.Text;

/// <summary>Finds the known word a misspelt one most likely stands for: one slip up to seven letters, two above.</summary>
internal sealed class Spelling
{
    private const int ShortestCorrected = 4;
    private const int LongestCorrected = 20;
    private readonly Dictionary<int, string[]> _byStart;

    public Spelling(IEnumerable<string> words) => _byStart = words
        .Where(word => word.Length is >= ShortestCorrected and <= LongestCorrected && word.All(char.IsAsciiLetter))
        .Order(StringComparer.Ordinal)
        .GroupBy(word => Bucket(word[0], word.Length))
        .ToDictionary(group => group.Key, group => group.ToArray());

    public string? Correct(ReadOnlySpan<char> word)
    {
        if (word.Length is < ShortestCorrected or > LongestCorrected || word.ContainsAnyExceptInRange('a', 'z')) return null;
        var limit = word.Length >= 8 ? 2 : 1;
        string? best = null;
        var bestCost = limit * 2 + 1;
        for (var length = word.Length - limit; length <= word.Length + limit; length++)
        {
            Search(word, word[0], length, ref best, ref bestCost);
            // A slip on the very first key: "ebooot", "erboot".
            if (word.Length >= 6 && word[1] != word[0]) Search(word, word[1], length, ref best, ref bestCost);
        }

        return best;
    }

    private void Search(ReadOnlySpan<char> word, char start, int length, ref string? best, ref int bestCost)
    {
        if (!_byStart.TryGetValue(Bucket(start, length), out var candidates)) return;
        foreach (var candidate in candidates)
        {
            var cost = Cost(word, candidate, (bestCost - 1) / 2);
            if (cost >= bestCost) continue;
            (best, bestCost) = (candidate, cost);
        }
    }

    private static int Bucket(char start, int length) => start * 32 + length;

    /// <summary>Twice the Damerau-Levenshtein distance, less one for a swap or a doubled letter, the likeliest slips.</summary>
    internal static int Cost(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit) return int.MaxValue;
        Span<int> rows = stackalloc int[3 * (LongestCorrected + 4)];
        var width = LongestCorrected + 4;
        var (before, previous, current) = (0, width, 2 * width);
        for (var j = 0; j <= b.Length; j++) rows[previous + j] = 2 * j;
        for (var i = 1; i <= a.Length; i++)
        {
            rows[current] = 2 * i;
            var least = rows[current];
            for (var j = 1; j <= b.Length; j++)
            {
                var gap = i > 1 && a[i - 1] == a[i - 2] ? 1 : 2;
                var missing = j > 1 && b[j - 1] == b[j - 2] ? 1 : 2;
                var cost = Math.Min(rows[previous + j] + gap, rows[current + j - 1] + missing);
                cost = Math.Min(cost, rows[previous + j - 1] + (a[i - 1] == b[j - 1] ? 0 : 2));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost = Math.Min(cost, rows[before + j - 2] + 1);
                rows[current + j] = cost;
                least = Math.Min(least, cost);
            }

            if (least > 2 * limit) return int.MaxValue;
            (before, previous, current) = (previous, current, before);
        }

        return rows[previous + b.Length];
    }
}
