using System.Runtime.InteropServices;

namespace EzSolutions.Bot.Understanding.Text;

/// <summary>What the recogniser knows about words: spelling, short forms, and the concepts ("vps", "box" and "machine" are one thing).</summary>
internal sealed class Lexicon
{
    public const int LongestPhrase = 4;

    /// <summary>Ends a vocabulary entry whose word belongs to our field: once for some sentences that use it, up to <see cref="Commonest"/> times for very many.</summary>
    public const char OursMark = '+';

    /// <summary>How common the commonest words are.</summary>
    public const int Commonest = 3;

    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ours = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _replacements;
    private readonly Dictionary<string, ushort[]> _concepts;
    private readonly Dictionary<string, ushort[]>.AlternateLookup<ReadOnlySpan<char>> _conceptsBySpan;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _wordsBySpan;
    private readonly Dictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> _replacementsBySpan;
    private readonly HashSet<string> _everyday;
    private readonly Spelling _spelling;

    public Lexicon(IReadOnlyList<string> replacements, IReadOnlyList<string> concepts, IReadOnlyList<string> everyday, IReadOnlyList<string> vocabulary)
    {
        _everyday = LexiconFiles.ReadWords(everyday).Select(Stemmer.Stem).ToHashSet(StringComparer.Ordinal);
        _replacements = LexiconFiles.ReadReplacements(replacements);
        var (phrases, names) = LexiconFiles.ReadConcepts(concepts);
        ConceptNames = names;
        _concepts = phrases;
        foreach (var entry in vocabulary)
        {
            var word = entry.TrimEnd(OursMark);
            Know(word);
            if (word.Length < entry.Length) _ours[word] = entry.Length - word.Length;
        }

        foreach (var words in _replacements.Values) foreach (var word in words) Know(word);
        foreach (var word in LexiconFiles.PlainWords(concepts)) Know(word);
        foreach (var word in Entities.EntityWords.All) Know(word);
        // Reading the vocabulary itself, nothing is known yet and nothing may be corrected.
        _spelling = new Spelling(vocabulary.Count > 0 ? _words.Keys.Select(word => (word, Commonness(word))) : []);
        _conceptsBySpan = _concepts.GetAlternateLookup<ReadOnlySpan<char>>();
        _wordsBySpan = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        _replacementsBySpan = _replacements.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public IReadOnlyList<string> ConceptNames { get; }

    public bool Knows(ReadOnlySpan<char> word) => _wordsBySpan.ContainsKey(word);

    /// <summary>The one string instance of a known word, or null.</summary>
    public string? Find(ReadOnlySpan<char> word) => _wordsBySpan.TryGetValue(word, out var actual, out _) ? actual : null;

    public string[]? ReplacementFor(ReadOnlySpan<char> word) => _replacementsBySpan.TryGetValue(word, out var words) ? words : null;

    /// <summary>Whether the word is good English, if none of ours: nothing to correct.</summary>
    public bool IsEveryday(string word) => _everyday.Contains(Stemmer.Stem(word));

    /// <summary>The known word it most likely stands for, with the cost in tenths of a slip.</summary>
    public (string Word, int Cost)? Correct(ReadOnlySpan<char> word) => _spelling.Correct(word);

    /// <summary>Whether several of our own training sentences use the word.</summary>
    public bool IsOurs(string word) => _ours.ContainsKey(word);

    /// <summary>From zero, a word that hardly any of our own training sentences uses, to <see cref="Commonest"/>.</summary>
    public int Commonness(string word) => _ours.GetValueOrDefault(word);

    public string StemOf(string word) => _words.TryGetValue(word, out var stem) ? stem : Stemmer.Stem(word);

    public ReadOnlySpan<ushort> ConceptsOf(ReadOnlySpan<char> stems) =>
        _conceptsBySpan.TryGetValue(stems, out var ids) ? ids : [];

    private void Know(string word)
    {
        ref var stem = ref CollectionsMarshal.GetValueRefOrAddDefault(_words, word, out var known);
        if (!known) stem = Stemmer.Stem(word);
    }
}
