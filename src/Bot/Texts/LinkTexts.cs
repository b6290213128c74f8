namespace EzSolutions.Bot.Texts;

/// <summary>Linking an account on Teams, Slack and the like.</summary>
internal sealed class LinkTexts(Phrases phrases) : TextSection(phrases, "Link")
{
    public string Title => Say();

    public string Offer => Say();

    public string Open => Say();

    public string Done => Say();

    public string NewLink => Say();

    public string NotLinkedYet => Say();

    public string Linked => Say();

    public string Unlink => Say();

    public string Unlinked => Say();

    public string PrivatelyOnly => Say();
}
