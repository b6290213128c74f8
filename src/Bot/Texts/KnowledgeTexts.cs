namespace EzSolutions.Bot.Texts;

internal sealed class KnowledgeTexts(Phrases phrases) : TextSection(phrases, "Knowledge")
{
    public string Topic => Say();

    public string AskWhat => Say();

    public string Read => Say();

    public string ThatHelped => Say();

    public string DidNotHelp => Say();

    public string GladItHelped => Say();

    public string SorryItDidNot => Say();

    public string MayFit => Say();

    public string NotKnown => Say();
}
