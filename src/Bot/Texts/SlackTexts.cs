namespace EzSolutions.Bot.Texts;

/// <summary>Words that only Slack needs: on its modals, and for what never gets as far as the conversation.</summary>
internal sealed class SlackTexts(Phrases phrases) : TextSection(phrases, "Slack")
{
    public string FillIn => Say();

    public string FormTitle => Say();

    public string WhatToDo => Say();

    public string Send => Say();

    public string Close => Say();

    public string NotNumber => Say();

    public string NotChoice => Say();

    public string OldButton => Say();

    public string NotTakenIn => Say();

    public string TooSlow => Say();

    public string Working => Say();

    public string PromptsTitle => Say();

    public string FilesMissing(IReadOnlyList<string> names) => Say([("names", string.Join(", ", names))]);

    public string FilesElsewhere(IReadOnlyList<string> names) => Say([("names", string.Join(", ", names))]);

    /// <summary>A first sentence to offer; it is said as if the person had typed it.</summary>
    /// <param name="what">plans, services, invoices, ticket or person.</param>
    public string Prompt(string what) => SayOne(what, what);
}
