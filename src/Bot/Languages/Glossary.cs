using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace EzSolutions.Bot.Languages;

/// <summary>
/// The words of our trade in another language, with what they are in English: enough for the recogniser, which learnt English, to see what is
/// wanted. From <c>Languages/Glossaries</c>: one <c>phrase = English</c> a line, <c>*</c> for any ending, <c>!</c> before what is understood in
/// every conversation when it is the whole message, <c>~</c> before English words that are said as they are.
/// </summary>
internal sealed class Glossary
{
    private const int LongestPhrase = 5;

    private const int LongestAnswer = 40;

    /// <summary>Shorter beginnings would be those of too many words.</summary>
    private const int ShortestStem = 4;

    private static readonly FrozenDictionary<string, Glossary> All =
        new[] { "en", "de", "es", "hi" }.ToFrozenDictionary(language => language, language => Load(language, Plain), StringComparer.Ordinal);

    private static readonly Glossary InLatinLetters = Load("hi-Latn", LatinHindi.Fold);

    private static readonly FrozenDictionary<string, string> AnywhereInLatinLetters = Answers([InLatinLetters]);

    private static readonly FrozenDictionary<string, string> Anywhere = Answers(All.Values);

    private readonly Func<string, string> _plain;
    private readonly FrozenDictionary<string, string> _phrases;
    private readonly FrozenDictionary<string, string> _stems;
    private readonly List<(string Phrase, string English)> _anywhere = [];

    private Glossary(IEnumerable<string> lines, Func<string, string> plain)
    {
        _plain = plain;
        var phrases = new Dictionary<string, string>(StringComparer.Ordinal);
        var stems = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines.Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line[0] == '~')
            {
                foreach (var word in line[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    phrases[plain(word)] = word;
                }

                continue;
            }

            var sides = line.TrimStart('!').Split('=', 2, StringSplitOptions.TrimEntries);
            var phrase = string.Join(' ', Words(sides[0].TrimEnd('*'), plain).Select(w => w.Plain));
            (sides[0].EndsWith('*') ? stems : phrases)[phrase] = sides[1];
            if (line[0] == '!')
            {
                _anywhere.Add((phrase, sides[1]));
            }
        }

        (_phrases, _stems) = (phrases.ToFrozenDictionary(StringComparer.Ordinal), stems.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>Hindi in Latin letters is read as what it is, whatever is spoken.</summary>
    /// <param name="language">Two letters; what has no glossary is read as English.</param>
    public static Heard Read(string text, string language)
    {
        if (LatinHindi.Is(text, expected: language == "hi"))
        {
            return Answer(text, AnywhereInLatinLetters, LatinHindi.Fold) ?? InLatinLetters.Translate(text) with { IsLatinHindi = true };
        }

        if (text.Length <= LongestAnswer && (Answer(text, Anywhere, Plain) ?? Answer(text, AnywhereInLatinLetters, LatinHindi.Fold)) is { } answer)
        {
            return answer;
        }

        return language != "en" && All.TryGetValue(language, out var glossary) ? glossary.Translate(text) : new Heard(text, 1);
    }

    private static Heard? Answer(string text, FrozenDictionary<string, string> answers, Func<string, string> plain)
    {
        var words = text.Length > LongestAnswer ? [] : Words(text, plain);
        return words.Count is > 0 and <= LongestPhrase && answers.TryGetValue(string.Join(' ', words.Select(w => w.Plain)), out var said) ? new Heard(said, 1) : null;
    }

    private Heard Translate(string text)
    {
        var words = Words(text, _plain);
        var english = new StringBuilder();
        var (known, counted, upTo) = (0, 0, 0);
        for (var i = 0; i < words.Count;)
        {
            var (length, meaning) = Longest(words, i);
            english.Append(text, upTo, words[i].Start - upTo);
            var last = words[i + Math.Max(length, 1) - 1];
            if (meaning is not null)
            {
                english.Append(meaning);
                (known, counted) = (known + length, counted + length);
            }
            else
            {
                english.Append(text, words[i].Start, last.End - words[i].Start);
                counted += words[i].IsName ? 0 : 1;
            }

            upTo = last.End;
            i += Math.Max(length, 1);
        }

        english.Append(text, upTo, text.Length - upTo);
        return new Heard(english.ToString(), counted == 0 ? 1 : (double)known / counted);
    }

    private (int Length, string? English) Longest(List<Word> words, int first)
    {
        for (var length = Math.Min(LongestPhrase, words.Count - first); length > 0; length--)
        {
            if (_phrases.TryGetValue(string.Join(' ', words.Skip(first).Take(length).Select(w => w.Plain)), out var english))
            {
                return (length, english);
            }
        }

        var word = words[first].Plain;
        for (var end = word.Length; end >= ShortestStem; end--)
        {
            if (_stems.TryGetValue(word[..end], out var english))
            {
                return (1, english);
            }
        }

        return (0, null);
    }

    /// <summary>Words with their places; addresses, host names and numbers hang together.</summary>
    private static List<Word> Words(string text, Func<string, string> plain)
    {
        var words = new List<Word>();
        for (var i = 0; i < text.Length; i++)
        {
            var start = i;
            while (i < text.Length && (IsPart(text[i]) || (i > start && text[i] is '.' or '@' or '-' or '_' or '\'' or ',' && i + 1 < text.Length && IsJoined(text, i))))
            {
                i++;
            }

            if (i > start)
            {
                words.Add(new Word(start, i, plain(text[start..i]), text.AsSpan(start, i - start).IndexOfAnyInRange('0', '9') >= 0 || text.AsSpan(start, i - start).Contains('.')));
            }
        }

        return words;
    }

    private static bool IsPart(char c) =>
        char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>A comma only inside of a number.</summary>
    private static bool IsJoined(string text, int at) => text[at] == ',' ? char.IsDigit(text[at - 1]) && char.IsDigit(text[at + 1]) : IsPart(text[at + 1]);

    /// <summary>As people type it: without accents, a German umlaut in either spelling, Hindi's dots and nasals in any.</summary>
    private static string Plain(string word)
    {
        var plain = new StringBuilder();
        foreach (var c in word.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (c == '\u093C' || c is >= '\u0300' and <= '\u036F')
            {
                continue;
            }

            plain.Append(c switch { 'ß' => "ss", '\u0901' => "\u0902", _ => c.ToString() });
        }

        return plain.Replace("ae", "a").Replace("oe", "o").Replace("ue", "u").ToString();
    }

    private static FrozenDictionary<string, string> Answers(IEnumerable<Glossary> glossaries) => glossaries.SelectMany(g => g._anywhere)
        .GroupBy(a => a.Phrase, StringComparer.Ordinal).ToFrozenDictionary(a => a.Key, a => a.First().English, StringComparer.Ordinal);

    private static Glossary Load(string language, Func<string, string> plain)
    {
        using var file = typeof(Glossary).Assembly.GetManifestResourceStream($"Languages/Glossaries/{language}.txt")
            ?? throw new InvalidOperationException($"There is no glossary of \"{language}\".");
        using var reader = new StreamReader(file);
        return new Glossary(reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries), plain);
    }

    /// <param name="IsName">Has digits or a dot: the same in every language.</param>
    private readonly record struct Word(int Start, int End, string Plain, bool IsName);
}

/// <summary>A message as the recogniser is to read it.</summary>
/// <param name="Known">Which share of its words the glossary has, 0 to 1.</param>
/// <param name="IsLatinHindi">It was Hindi in Latin letters, which is answered in the conversation's language.</param>
internal readonly record struct Heard(string Text, double Known, bool IsLatinHindi = false);
