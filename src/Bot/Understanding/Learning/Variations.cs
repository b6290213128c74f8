using System.Text;

namespace EzSolutions.Bot.Understanding.Learning;

/// <summary>A sentence as written, with a courtesy around it, with a slip of the fingers, and scrawled: ways to say one thing.</summary>
internal static class Variations
{
    private const int Scrawls = 2;

    private static readonly string[] Openings =
    [
        "hi, ", "hello ", "hey ", "please ", "hi there, ", "can you ", "could you please ", "ok so ", "hey guys ", "good morning, ", "quick question: ",
        "sorry but ", "excuse me, ", "um ", "dear support, ", "yo ", "so ", "i was wondering, ", "listen, ", "hello team, ",
    ];

    private static readonly string[] Closings = [" please", " pls", " thanks", " thank you", " asap", "", "", " now", " ?", "!!"];

    private static readonly HashSet<string> Social = new(StringComparer.Ordinal)
    {
        SkillNames.Greet, SkillNames.Thanks, SkillNames.Goodbye, SkillNames.Affirm, SkillNames.Deny, SkillNames.Cancel, SkillNames.Repeat, SkillNames.Help,
    };

    public static IEnumerable<string> Of(LabelledText sentence, int seed)
    {
        yield return sentence.Text;
        var state = (uint)seed * 2654435761u + 12345u;
        if (!Social.Contains(sentence.Skill))
            yield return Openings[Next(ref state, Openings.Length)] + sentence.Text.TrimEnd('?', '.') + Closings[Next(ref state, Closings.Length)];
        yield return Slip(sentence.Text, ref state);
        for (var scrawl = 0; scrawl < Scrawls; scrawl++) yield return Scrawl.Of(sentence.Text, seed * Scrawls + scrawl);
    }

    private static string Slip(string text, ref uint state)
    {
        var words = text.Split(' ');
        var at = Next(ref state, words.Length);
        for (var tries = 0; tries < words.Length && !words[at].All(char.IsAsciiLetterLower); tries++) at = (at + 1) % words.Length;
        var word = words[at];
        if (word.Length < 5) return text;
        var place = 1 + Next(ref state, word.Length - 2);
        var slipped = new StringBuilder(word);
        switch (Next(ref state, 3))
        {
            case 0: slipped.Remove(place, 1); break;
            case 1: slipped.Insert(place, word[place]); break;
            default: (slipped[place], slipped[place - 1]) = (slipped[place - 1], slipped[place]); break;
        }

        words[at] = slipped.ToString();
        return string.Join(' ', words);
    }

    private static int Next(ref uint state, int below)
    {
        state = state * 1664525u + 1013904223u;
        return (int)((state >> 8) % (uint)below);
    }
}
