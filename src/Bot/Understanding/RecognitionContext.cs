namespace EzSolutions.Bot.Understanding;

/// <summary>What the conversation already knows when a message arrives.</summary>
/// <param name="PlanNames">Plans on sale, as the catalogue names them.</param>
/// <param name="ServiceNames">Host names and labels of the customer's own services; never another customer's.</param>
/// <param name="ActiveSkill">The skill whose slots are being filled, if any.</param>
/// <param name="ExpectedSlot">The slot the last question asked for, if any.</param>
/// <param name="ChoiceTexts">The choices last offered, in order ("the second one", "the bigger one").</param>
/// <param name="Today">The customer's date.</param>
/// <param name="Language">The one spoken in the conversation; two letters.</param>
public sealed record RecognitionContext(
    IReadOnlyList<string> PlanNames,
    IReadOnlyList<string> ServiceNames,
    string? ActiveSkill,
    string? ExpectedSlot,
    IReadOnlyList<string> ChoiceTexts,
    DateOnly Today,
    string Language = "en")
{
    /// <summary>A first message from someone we know nothing about.</summary>
    public static RecognitionContext Empty { get; } = new([], [], null, null, [], DateOnly.MinValue);
}
