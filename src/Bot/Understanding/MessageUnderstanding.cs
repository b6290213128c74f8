namespace EzSolutions.Bot.Understanding;

/// <summary>A skill that was also possible.</summary>
/// <param name="Skill">One of <see cref="SkillNames"/>.</param>
/// <param name="Confidence">Calibrated probability, 0 to 1.</param>
public sealed record Alternative(string Skill, double Confidence);

/// <summary>One request found in a message.</summary>
/// <param name="Skill">One of <see cref="SkillNames"/>.</param>
/// <param name="Confidence">Calibrated probability, 0 to 1: of the requests given 0.8, about eight in ten are right.</param>
/// <param name="Slots">Values by <see cref="SlotNames"/>, normalised.</param>
/// <param name="Alternatives">The next most likely skills, best first; at most three.</param>
public sealed record Understood(
    string Skill, double Confidence, IReadOnlyDictionary<string, string> Slots, IReadOnlyList<Alternative> Alternatives);

/// <summary>The whole message.</summary>
/// <param name="Requests">Every request, in the order the person made them; at least one, <c>out_of_scope</c> when nothing fits.</param>
public sealed record MessageUnderstanding(IReadOnlyList<Understood> Requests)
{
    /// <summary>The main request.</summary>
    public Understood First => Requests[0];
}
