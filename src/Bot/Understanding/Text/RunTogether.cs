namespace EzSolutions.Bot.Understanding.Text;

/// <summary>Two words written as one: "howmuch", "mybill", "canu". Both must be words that are used about hosting, or short forms of them.</summary>
internal static class RunTogether
{
    private const int ShortestSplit = 4;
    private const int LongestSplit = 20;

    // A half of one or two letters proves little: it must be one of the commonest words.
    private const int ShortHalf = 2;

    /// <summary>Where the second word begins, or zero.</summary>
    public static int Find(ReadOnlySpan<char> word, Lexicon lexicon)
    {
        if (word.Length is < ShortestSplit or > LongestSplit) return 0;
        var (best, at) = (0, 0);
        for (var i = 1; i < word.Length; i++)
        {
            var weight = Math.Min(Weight(word[..i], lexicon), Weight(word[i..], lexicon));
            if (weight > best || (weight == best && weight > 0 && Math.Abs(2 * i - word.Length) < Math.Abs(2 * at - word.Length))) (best, at) = (weight, i);
        }

        return at;
    }

    private static int Weight(ReadOnlySpan<char> half, Lexicon lexicon)
    {
        if (half.Length == 1) return half[0] is 'i' or 'a' or 'u' ? Lexicon.Commonest : 0;
        var common = lexicon.Find(half) is { } known ? lexicon.Commonness(known) : 0;
        if (half.Length <= ShortHalf) return common == Lexicon.Commonest ? common : 0;
        return common == 0 && lexicon.ReplacementFor(half) is not null ? 1 : common;
    }
}
