using EzSolutions.Application.Conversations.Models;

namespace EzSolutions.Bot.Understanding.Models;

/// <summary>
/// Weighs what a model proposed against what was understood offline. A proposal is as sure as the harm it could do allows: what only shows something
/// goes ahead, what changes something is asked about unless the offline reading had it in mind, too.
/// </summary>
internal static class ProposedUnderstanding
{
    private const double Agreed = 0.9;
    private const double Harmless = 0.75;

    // Below what is acted on: becomes "did you mean", with buttons.
    private const double AskedAbout = 0.5;

    private const double InMind = 0.08;
    private const double SureOffline = 0.8;

    private static readonly HashSet<string> OnlyShow = new(
        [
            SkillNames.Greet, SkillNames.Help, SkillNames.Thanks, SkillNames.Goodbye, SkillNames.BrowsePlans, SkillNames.OrderService, SkillNames.OrderStatus,
            SkillNames.ListInvoices, SkillNames.ExplainCharge, SkillNames.WalletBalance, SkillNames.ServiceStatus, SkillNames.CheckDomain, SkillNames.ListDomains,
            SkillNames.TicketStatus, SkillNames.AskKnowledge, SkillNames.OutOfScope,
        ],
        StringComparer.Ordinal);

    public static MessageUnderstanding Of(MessageUnderstanding offline, EntryAdvice? advice)
    {
        if (advice is not { Requests: { Count: > 0 } proposed } || IsOwnWord(offline.First) || RefusedOffline(offline, proposed))
            return offline;
        if (proposed.All(p => p.Skill == SkillNames.OutOfScope) && offline.First.Skill != SkillNames.OutOfScope && offline.First.Confidence >= Harmless)
            return offline;
        return new MessageUnderstanding([.. proposed.Select(p => Weigh(p, offline))]);
    }

    /// <summary>C05: yes, no, stop and again mean something only in the customer's own words.</summary>
    private static bool IsOwnWord(Understood first) =>
        first.Skill is SkillNames.Affirm or SkillNames.Deny or SkillNames.Cancel or SkillNames.Repeat && first.Confidence >= SureOffline;

    /// <summary>"Don't reboot it": no proposal turns a refusal into a request.</summary>
    private static bool RefusedOffline(MessageUnderstanding offline, IReadOnlyList<ProposedRequest> proposed) =>
        offline.Requests.Any(r => r.Slots.ContainsKey(SlotNames.Negated) && proposed.Any(p => p.Skill == r.Skill));

    private static Understood Weigh(ProposedRequest proposed, MessageUnderstanding offline)
    {
        var same = offline.Requests.FirstOrDefault(r => r.Skill == proposed.Skill);
        var inMind = same is not null || offline.Requests.Any(r => r.Alternatives.Any(a => a.Skill == proposed.Skill && a.Confidence >= InMind));
        var slots = new Dictionary<string, string>(same?.Slots ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (name, value) in proposed.Slots)
            slots[name] = value;
        var confidence = inMind ? Math.Max(Agreed, same?.Confidence ?? 0) : OnlyShow.Contains(proposed.Skill) ? Harmless : AskedAbout;
        if (SkillRisk.IsDestructive(proposed.Skill) && same is not { Confidence: >= AskedAbout })
            confidence = AskedAbout;
        return new Understood(proposed.Skill, confidence, slots, [.. offline.Requests.Select(r => new Alternative(r.Skill, Math.Min(r.Confidence, 1 - confidence)))]);
    }
}
