namespace EzSolutions.Application.Conversations.Models;

public enum AskModel
{
    /// <summary>Where the offline recogniser would have to ask back.</summary>
    WhenUnsure,

    Always,
}

/// <summary>Section <c>Conversations:Model</c>, the part that holds for any vendor: when to ask and what may be spent.</summary>
public sealed class ModelOptions
{
    public const string Section = "Conversations:Model";

    /// <summary>Off unless somebody turns it on.</summary>
    public bool Enabled { get; set; }

    public AskModel Ask { get; set; } = AskModel.WhenUnsure;

    /// <summary>Whether it may put answers from the knowledge base into words; else the passage itself is the answer.</summary>
    public bool PhraseAnswers { get; set; }

    /// <summary>How long a turn waits for the model before the message is understood offline.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>How many visible entries before the message the model is shown.</summary>
    public int ContextEntries { get; set; } = 6;

    /// <summary>Tokens of one answer.</summary>
    public int AnswerTokens { get; set; } = 400;

    public long TokensPerVisitor { get; set; } = 60_000;

    public long TokensPerCustomer { get; set; } = 200_000;

    /// <summary>Of the whole installation.</summary>
    public long TokensPerDay { get; set; } = 5_000_000;

    public int ToolCallsPerVisitor { get; set; } = 30;

    public int ToolCallsPerCustomer { get; set; } = 100;

    public int ToolCallsPerDay { get; set; } = 20_000;
}
