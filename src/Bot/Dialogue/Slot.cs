using EzSolutions.Bot.Texts;

namespace EzSolutions.Bot.Dialogue;

/// <summary>How a typed answer is told from something else.</summary>
internal enum AnswerKind
{
    /// <summary>One of the offered choices, or what the recogniser found.</summary>
    Choice,

    /// <summary>A shape that can be found anywhere in the text (an e-mail address, a code).</summary>
    Pattern,

    /// <summary>One word (a host name).</summary>
    Word,

    /// <summary>Whatever the customer writes.</summary>
    Text,
}

/// <summary>One thing a skill needs to know: how to ask for it and what counts as an answer.</summary>
internal abstract class Slot(string name)
{
    public string Name { get; } = name;

    public virtual AnswerKind Kind => AnswerKind.Choice;

    /// <summary>The answer inside a longer text, for <see cref="AnswerKind.Pattern"/>.</summary>
    public virtual string? Find(string text) => null;

    /// <summary>The value, where a text names this slot in so many words ("call it web1"), whatever was asked; else null.</summary>
    public virtual string? Mentioned(string text) => null;

    /// <summary>The words of a button that asks for it again; null when it is not offered for change.</summary>
    public virtual string? ChangeLabel(BotTexts texts) => null;

    /// <summary>What customers call it when they want it otherwise ("a different region").</summary>
    public virtual IReadOnlyList<string> ChangeWords => [];

    /// <summary>Called while the slot is empty: asks, skips it, or ends the request.</summary>
    public abstract Task<Step> PromptAsync(SkillContext context, CancellationToken ct);

    /// <summary>Checks a value, however it came: button, recogniser or typed.</summary>
    public abstract Task<SlotReading> ReadAsync(string value, SkillContext context, CancellationToken ct);
}

internal abstract record SlotReading
{
    private SlotReading()
    {
    }

    /// <param name="Value">As it is kept.</param>
    public sealed record Taken(string Value) : SlotReading;

    /// <summary>Was an instruction about the question, not an answer to it ("send a new code").</summary>
    public sealed record Skipped : SlotReading;

    /// <param name="Why">For the customer, with what would work.</param>
    public sealed record Refused(string Why) : SlotReading;
}
