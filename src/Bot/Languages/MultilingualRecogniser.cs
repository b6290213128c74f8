using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Languages;

/// <summary>
/// Reads the conversation's language through its glossary with the recogniser that learnt English. The less of a message the glossary has, the
/// less sure it is: below what is acted on, the bot asks with buttons. What the customer describes stays in their own words.
/// </summary>
internal sealed class MultilingualRecogniser(IRecogniser english) : IRecogniser
{
    /// <summary>How sure a reading can be of which not a word was known.</summary>
    private const double Blind = 0.35;

    public MessageUnderstanding Recognise(string text, RecognitionContext context)
    {
        var heard = Glossary.Read(text, context.Language);
        var understanding = english.Recognise(heard.Text, context);
        return heard.Text == text && heard.Known >= 1
            ? understanding
            : new MessageUnderstanding([.. understanding.Requests.Select(r => InTheirWords(r, text, heard))]);
    }

    private static Understood InTheirWords(Understood request, string text, Heard heard)
    {
        var slots = request.Slots.ToDictionary(s => s.Key, s => IsTheirs(s.Key, heard) ? text.Trim() : s.Value, StringComparer.Ordinal);
        return request with { Confidence = request.Confidence * Math.Min(1, Blind + heard.Known), Slots = slots };
    }

    /// <summary>No article is written in Hindi with Latin letters: a question in it is looked up as it was read.</summary>
    private static bool IsTheirs(string slot, Heard heard) => slot == SlotNames.Text || (slot == SlotNames.Query && !heard.IsLatinHindi);
}
