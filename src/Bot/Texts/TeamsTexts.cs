namespace EzSolutions.Bot.Texts;

/// <summary>Sentences that only Teams needs: for what never gets as far as the conversation.</summary>
internal sealed class TeamsTexts(Phrases phrases) : TextSection(phrases, "Teams")
{
    public string Got => Say();

    public string OldButton => Say();

    public string NotTakenIn => Say();

    public string FilesMissing(IReadOnlyList<string> names) => Say([("names", string.Join(", ", names))]);

    public string StaffSays(string name, string? text) => string.IsNullOrEmpty(text) ? name : Say([("name", name), ("text", text)]);
}
