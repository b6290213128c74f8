namespace EzSolutions.Bot.Texts;

/// <summary>What a card says beside its own words, on channels that draw it from parts.</summary>
internal class CardTexts
{
    public virtual string PercentDone(int percent) => $"{Show.Number(percent)} % done";

    public virtual string StepState(string state) => state switch
    {
        "done" => "done",
        "active" => "in progress",
        "failed" => "failed",
        _ => "waiting",
    };

    public virtual string Required(string label) => $"Please fill in: {label}";

    public virtual string NotEmail => "Please fill in an e-mail address, like name@example.com.";

    public virtual string Choose => "Please choose";

    public virtual string Optional(string label) => $"{label} (optional)";

    public virtual string AndMore(int count) => count == 1 ? "and 1 more" : $"and {Show.Number(count)} more";
}
