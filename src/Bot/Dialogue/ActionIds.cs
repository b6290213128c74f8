using EzSolutions.Domain.Conversations;

namespace EzSolutions.Bot.Dialogue;

/// <summary>
/// The ids buttons carry. A button says all it needs by itself, so one on an old card still means what it said, or is told apart as settled.
/// </summary>
internal static class ActionIds
{
    public const string Resume = "resume";
    public const string Repeat = "repeat";

    private const string SpeakPrefix = "speak:";
    private const string SkillPrefix = "skill:";
    private const string ChoosePrefix = "choose:";
    private const string ConfirmPrefix = "confirm:";
    private const string CancelPrefix = "cancel:";
    private const string ChangePrefix = "change:";

    public static string Skill(string skill, params (string Slot, string Value)[] slots) =>
        SkillPrefix + skill + (slots.Length == 0 ? string.Empty : "?" + string.Join('&', slots.Select(s => s.Slot + "=" + Uri.EscapeDataString(s.Value))));

    public static string Choose(int frameId, string slot, string value) => $"{ChoosePrefix}{frameId}:{slot}:{value}";

    public static string Confirm(string token) => ConfirmPrefix + token;

    public static string Cancel(int frameId) => $"{CancelPrefix}{frameId}";

    /// <param name="language">Null asks which.</param>
    public static string Speak(string? language) => SpeakPrefix + language;

    /// <summary>Asks the question of a slot again.</summary>
    public static string Change(int frameId, string slot) => $"{ChangePrefix}{frameId}:{slot}";

    public static Move? Read(string id)
    {
        if (id.StartsWith(SkillPrefix, StringComparison.Ordinal))
        {
            return ReadSkill(id[SkillPrefix.Length..]);
        }

        if (id.StartsWith(ConfirmPrefix, StringComparison.Ordinal))
        {
            return new Move.Confirm(id[ConfirmPrefix.Length..]);
        }

        var parts = id.Split(':', 4);
        var frame = parts.Length > 1 && int.TryParse(parts[1], out var number) ? number : (int?)null;
        return parts[0] switch
        {
            Resume => new Move.Resume(),
            Repeat => new Move.Repeat(),
            EntryAction.StopWaiting => new Move.StopWaiting(),
            "speak" when parts.Length == 2 => new Move.Speak(parts[1].Length == 0 ? null : parts[1]),
            "choose" when frame is { } f && parts.Length == 4 => new Move.Fill(f, parts[2], parts[3], Typed: false),
            "change" when frame is { } f && parts.Length == 3 => new Move.Change(f, parts[2]),
            "cancel" when frame is { } f => new Move.Cancel(f),
            _ => null,
        };
    }

    private static Move.Request ReadSkill(string text)
    {
        var question = text.IndexOf('?', StringComparison.Ordinal);
        var slots = new Dictionary<string, string>(StringComparer.Ordinal);
        if (question >= 0)
        {
            foreach (var pair in text[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                var equals = pair.IndexOf('=', StringComparison.Ordinal);
                if (equals > 0)
                {
                    slots[pair[..equals]] = Uri.UnescapeDataString(pair[(equals + 1)..]);
                }
            }
        }

        return new Move.Request(question < 0 ? text : text[..question], slots);
    }
}
