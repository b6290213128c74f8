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
            : new MessageUnderstanding([.. understanding.Requests.Select(r => InTheirWords(r, text, Math.Min(1, Blind + heard.Known)))]);
    }

    private static Understood InTheirWords(Understood request, string text, double share)
    {
        var slots = request.Slots.ToDictionary(s => s.Key, s => s.Key is SlotNames.Text or SlotNames.Query ? text.Trim() : s.Value, StringComparer.Ordinal);
        return request with { Confidence = request.Confidence * share, Slots = slots };
    }
}
