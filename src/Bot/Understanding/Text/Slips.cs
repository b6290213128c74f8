namespace EzSolutions.Bot.Understanding.Text;

/// <summary>
/// What it costs to have written one word for another, in tenths of a slip. Fingers and hurry are forgiven more than chance: vowels are
/// left out, letters swapped, doubled or hit beside the key, and sounds written as they are heard.
/// </summary>
internal static class Slips
{
    public const int Whole = 10;
    public const int TooMany = int.MaxValue;

    /// <summary>The longest word that is compared.</summary>
    public const int Longest = 20;

    private const int LeftOutVowel = 3;
    private const int LeftOutConsonant = 9;
    private const int LeftOutMute = 5;
    private const int Doubling = 4;
    private const int Swap = 5;
    private const int OtherVowel = 6;
    private const int SoundAlike = 6;
    private const int KeyBeside = 7;
    private const int ExtraVowel = 8;
    private const int Row = Longest + 4;

    /// <summary>The letters of a keyboard, row by row; each row stands half a key further right.</summary>
    public static readonly string[] Keyboard = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    private static readonly byte[] Substitutions = NewSubstitutions();

    /// <summary>The least a vowel or a doubled letter less can cost: words that differ more in length need not be compared.</summary>
    public const int LeastPerLetter = LeftOutVowel;

    /// <summary>The cost of having written <paramref name="typed"/> for <paramref name="meant"/>, or <see cref="TooMany"/> where it is above <paramref name="limit"/>.</summary>
    public static int Cost(ReadOnlySpan<char> typed, ReadOnlySpan<char> meant, int limit)
    {
        if (Math.Abs(typed.Length - meant.Length) * LeastPerLetter > limit || Math.Max(typed.Length, meant.Length) > Longest) return TooMany;
        if (typed.ContainsAnyExceptInRange('a', 'z') || meant.ContainsAnyExceptInRange('a', 'z')) return typed.SequenceEqual(meant) ? 0 : TooMany;
        Span<int> rows = stackalloc int[3 * Row];
        var (before, previous, current) = (0, Row, 2 * Row);
        rows[previous] = 0;
        for (var j = 1; j <= meant.Length; j++) rows[previous + j] = rows[previous + j - 1] + LeftOut(meant, j - 1);
        for (var i = 1; i <= typed.Length; i++)
        {
            var extra = Extra(typed, i - 1);
            rows[current] = rows[previous] + extra;
            var least = rows[current];
            for (var j = 1; j <= meant.Length; j++)
            {
                var cost = Math.Min(rows[previous + j] + extra, rows[current + j - 1] + LeftOut(meant, j - 1));
                cost = Math.Min(cost, rows[previous + j - 1] + Instead(typed[i - 1], meant[j - 1]));
                if (i > 1 && j > 1 && typed[i - 1] == meant[j - 2] && typed[i - 2] == meant[j - 1] && typed[i - 1] != typed[i - 2])
                    cost = Math.Min(cost, rows[before + j - 2] + Swap);
                rows[current + j] = cost;
                least = Math.Min(least, cost);
            }

            if (least > limit) return TooMany;
            (before, previous, current) = (previous, current, before);
        }

        var total = rows[previous + meant.Length];
        return total > limit ? TooMany : total;
    }

    /// <summary>Whether two letters are often written for each other at the start of a word: "kancel", "fone".</summary>
    public static char HeardAs(char first) => first switch
    {
        'k' => 'c',
        'c' => 'k',
        'z' => 's',
        'w' => 'v',
        'v' => 'w',
        'f' => 'p',
        _ => first,
    };

    private static int LeftOut(ReadOnlySpan<char> meant, int at)
    {
        if (at > 0 && meant[at] == meant[at - 1]) return Doubling;
        if (at == 0) return LeftOutConsonant;
        if (IsVowel(meant[at])) return LeftOutVowel;
        return IsMute(meant, at) ? LeftOutMute : LeftOutConsonant;
    }

    // The c of "ticket", the h of "which", the g of "night".
    private static bool IsMute(ReadOnlySpan<char> word, int at) =>
        (word[at] == 'c' && at + 1 < word.Length && word[at + 1] == 'k') || word[at] == 'h' || (word[at] == 'g' && at + 1 < word.Length && word[at + 1] == 'h');

    private static int Extra(ReadOnlySpan<char> typed, int at)
    {
        if (at > 0 && typed[at] == typed[at - 1]) return Doubling;
        return IsVowel(typed[at]) ? ExtraVowel : Whole;
    }

    private static int Instead(char typed, char meant) => typed == meant ? 0 : Substitutions[(typed - 'a') * 26 + meant - 'a'];

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';

    private static byte[] NewSubstitutions()
    {
        var costs = new byte[26 * 26];
        for (var typed = 'a'; typed <= 'z'; typed++)
            for (var meant = 'a'; meant <= 'z'; meant++)
                costs[(typed - 'a') * 26 + meant - 'a'] = (byte)Substitution(typed, meant);
        return costs;
    }

    private static int Substitution(char typed, char meant)
    {
        if (typed == meant) return 0;
        if (IsVowel(typed) && IsVowel(meant)) return OtherVowel;
        if (SoundsLike(typed, meant) || SoundsLike(meant, typed)) return SoundAlike;
        return AreBeside(typed, meant) ? KeyBeside : Whole;
    }

    private static bool SoundsLike(char one, char other) => (one, other) is ('c', 'k') or ('c', 's') or ('s', 'z') or ('d', 't') or ('f', 'v') or ('v', 'w')
        or ('g', 'j') or ('i', 'y') or ('e', 'y') or ('k', 'q') or ('m', 'n') or ('b', 'p');

    private static bool AreBeside(char one, char other)
    {
        var (row, column) = KeyOf(one);
        var (otherRow, otherColumn) = KeyOf(other);
        // In tenths of a key, so that the half key between the rows counts.
        var across = Math.Abs(column * 10 + row * 5 - otherColumn * 10 - otherRow * 5);
        return Math.Abs(row - otherRow) <= 1 && across <= 10;
    }

    private static (int Row, int Column) KeyOf(char letter)
    {
        var row = Array.FindIndex(Keyboard, keys => keys.Contains(letter, StringComparison.Ordinal));
        return (row, Keyboard[row].IndexOf(letter, StringComparison.Ordinal));
    }
}
