namespace EzSolutions.Bot.Texts;

internal class KnowledgeTexts
{
    public virtual string Topic => "your question";

    public virtual string AskWhat => "What would you like to know? Ask in your own words.";

    public virtual string Read => "Read the article";

    public virtual string ThatHelped => "That helped";

    public virtual string DidNotHelp => "That didn't help";

    public virtual string GladItHelped => "Good to hear!";

    public virtual string SorryItDidNot => "Sorry about that. A colleague can help you further:";

    public virtual string MayFit => "I'm not sure I have an answer to that. One of these may fit:";

    public virtual string NotKnown => "I don't have an answer to that, sorry. I've noted the question, and a colleague can help:";
}
