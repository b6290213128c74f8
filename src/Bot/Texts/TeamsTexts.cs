namespace EzSolutions.Bot.Texts;

/// <summary>Sentences that only Teams needs: for what never gets as far as the conversation.</summary>
internal class TeamsTexts
{
    public virtual string Got => "Got it.";

    public virtual string OldButton => "That button is from an earlier conversation and does nothing any more. Just tell me what you would like to do.";

    public virtual string NotTakenIn => "Sorry, I could not take that in just now. Please send it again in a moment.";

    public virtual string FilesMissing(IReadOnlyList<string> names) =>
        $"I could not fetch {string.Join(", ", names)}. Please send it again, up to 10 MB each.";

    public virtual string StaffSays(string name, string? text) => string.IsNullOrEmpty(text) ? name : $"{name}: {text}";
}
