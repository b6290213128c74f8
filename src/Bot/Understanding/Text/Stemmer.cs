using System.Buffers;

namespace EzSolutions.Bot.Understanding.Text;

/// <summary>A light English stemmer: enough that "rebooting", "rebooted" and "reboots" meet; it need not produce words.</summary>
internal static class Stemmer
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    public static string Stem(string word)
    {
        if (word.Length < 4) return word;
        var stem = word.AsSpan();
        if (stem.EndsWith("'s")) stem = stem[..^2];
        else if (stem.EndsWith("n't")) return word;

        if (stem.Length > 4 && stem.EndsWith("ies")) return string.Concat(stem[..^3], "i");
        if (stem.Length > 4 && (stem.EndsWith("sses") || stem.EndsWith("shes") || stem.EndsWith("ches") || stem.EndsWith("xes"))) stem = stem[..^2];
        else if (stem.Length > 3 && stem[^1] == 's' && stem[^2] is not ('s' or 'u' or 'i')) stem = stem[..^1];

        if (stem.Length > 5 && stem.EndsWith("ing") && HasVowel(stem[..^3])) stem = Undouble(stem[..^3]);
        else if (stem.Length > 4 && stem.EndsWith("ed") && HasVowel(stem[..^2])) stem = Undouble(stem[..^2]);
        if (stem.Length > 5 && stem.EndsWith("ly")) stem = stem[..^2];
        if (stem.Length > 3 && stem[^1] == 'e') stem = stem[..^1];
        if (stem.Length > 3 && stem[^1] == 'y') return string.Concat(stem[..^1], "i");
        return stem.Length == word.Length ? word : stem.ToString();
    }

    private static bool HasVowel(ReadOnlySpan<char> text) => text.ContainsAny(Vowels);

    private static ReadOnlySpan<char> Undouble(ReadOnlySpan<char> stem) =>
        stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z') ? stem[..^1] : stem;
}
