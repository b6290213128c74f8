using System.Text.RegularExpressions;
using EzSolutions.Bot.Understanding;

namespace EzSolutions.Bot.Dialogue;

/// <summary>"No wait, the 4 GB one", with nothing under way: what was shown or done last is wanted otherwise.</summary>
internal static partial class Correction
{
    /// <summary>What can be looked at or asked for once more with something changed. Whatever costs or destroys is confirmed anew anyway (C05).</summary>
    private static readonly HashSet<string> Repeatable = new(
        [
            SkillNames.BrowsePlans, SkillNames.OrderService, SkillNames.OrderStatus, SkillNames.ListInvoices, SkillNames.PayInvoice, SkillNames.ExplainCharge,
            SkillNames.ServiceStatus, SkillNames.PowerService, SkillNames.BackupService, SkillNames.UpgradeService, SkillNames.TicketStatus,
        ],
        StringComparer.Ordinal);

    /// <summary>What is wanted instead; null when nothing is taken back, or nothing is put in its place.</summary>
    public static string? Rest(string text) =>
        TakingBack().Match(text) is { Success: true } match && text[match.Length..].Trim() is { Length: > 0 } rest ? rest : null;

    /// <summary>Keeps a finished request, as it was asked for, in case it is corrected.</summary>
    public static void Remember(DialogueState state, Frame finished)
    {
        if (SkillRisk.IsConversational(finished.Skill))
        {
            return;
        }

        state.Done = Repeatable.Contains(finished.Skill)
            ? new QueuedRequest(finished.Skill, finished.Slots.Where(s => SkillSlots.Takes(finished.Skill, s.Key) && s.Key != SlotNames.Choice).ToDictionary(StringComparer.Ordinal), null)
            : null;
    }

    /// <summary>The button of the line that was shown under this number.</summary>
    public static Move? Shown(DialogueState state, string number)
    {
        var lines = Lines(state);
        return int.TryParse(number == "last" ? $"{lines.Count}" : number, out var at) && at >= 1 && at <= lines.Count ? ActionIds.Read(lines[at - 1]) : null;
    }

    private static List<string> Lines(DialogueState state) =>
        [.. state.LastReply.SelectMany(e => e.Card?.Items ?? []).Select(i => i.Actions?.FirstOrDefault(a => a.Url is null)?.Id).OfType<string>()];

    [GeneratedRegex(
        @"^\W*(no+|nope|nah|wait|hold on|hang on|actually|sorry|oops|whoops|i meant?|not (that|this)( one)?)\b([^\p{L}\d]+(no+|wait|hold on|actually|sorry|i meant?|not (that|this)( one)?|but|rather|hmm+|um+|make (it|that)|i want(ed)?|please|pls)\b)*[^\p{L}\d]*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TakingBack();
}
