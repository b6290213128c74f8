namespace EzSolutions.Bot.Texts;

/// <summary>What a card says beside its own words, on channels that draw it from parts.</summary>
internal sealed class CardTexts(Phrases phrases) : TextSection(phrases, "Card")
{
    public string PercentDone(int percent) => Say([("percent", percent)]);

    public string StepState(string state) => SayOne(state is "done" or "active" or "failed" ? state : "waiting");

    public string Required(string label) => Say([("label", label)]);

    public string NotEmail => Say();

    public string Choose => Say();

    /// <summary>Beside a box to tick.</summary>
    public string Yes => Say();

    public string Optional(string label) => Say([("label", label)]);

    public string AndMore(int count) => Say([("count", count)]);
}
