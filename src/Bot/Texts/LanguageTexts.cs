namespace EzSolutions.Bot.Texts;

/// <summary>The language itself.</summary>
internal sealed class LanguageTexts(Phrases phrases) : TextSection(phrases, "Language")
{
    /// <summary>What its speakers call it.</summary>
    public string Name => Say();

    public string Switched => Say();

    public string Ask => Say();

    /// <summary>To who writes Hindi in Latin letters.</summary>
    public string OfferHindi => Say();
}
