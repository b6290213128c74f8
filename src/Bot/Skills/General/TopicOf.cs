using EzSolutions.Bot.Dialogue;
using EzSolutions.Bot.Understanding;
using EzSolutions.Domain.Conversations.Handoff;

namespace EzSolutions.Bot.Skills.General;

/// <summary>What a person is wanted for: what the customer says, else what they were in the middle of, else what was shown last.</summary>
internal static class TopicOf
{
    private static readonly (HandoffTopic Topic, string[] Words)[] Spoken =
    [
        (HandoffTopic.Billing, ["invoice", "bill", "refund", "charge", "payment", "paid", "credit card", "coupon", "money"]),
        (HandoffTopic.Domains, ["domain", "dns", "nameserver", "whois", "certificate"]),
        (HandoffTopic.Technical, ["down", "error", "ssh", "slow", "server", "vps", "reboot", "backup", "crash", "offline", "password", "broken"]),
        (HandoffTopic.Sales, ["price", "plan", "buy", "order", "quote", "discount", "sales", "upgrade"]),
    ];

    public static HandoffTopic Conversation(DialogueState state, string? said) =>
        Said(said)
        ?? state.Frames.Where(f => f.Skill != SkillNames.TalkToHuman).Reverse().Select(f => Skill(f.Skill)).FirstOrDefault(t => t is not null)
        ?? state.LastReply.Select(r => Shown(r.Card?.Type)).LastOrDefault(t => t is not null)
        ?? HandoffTopic.General;

    internal static HandoffTopic? Said(string? text)
    {
        if (text is null)
        {
            return null;
        }

        foreach (var (topic, words) in Spoken)
        {
            if (words.Any(w => Begins(text, w)))
            {
                return topic;
            }
        }

        return null;
    }

    private static HandoffTopic? Skill(string skill) => skill switch
    {
        SkillNames.ListInvoices or SkillNames.PayInvoice or SkillNames.ExplainCharge or SkillNames.RefundRequest or SkillNames.WalletBalance
            or SkillNames.AddFunds or SkillNames.ApplyCoupon or SkillNames.UpdatePaymentMethod => HandoffTopic.Billing,
        SkillNames.BrowsePlans or SkillNames.OrderService or SkillNames.OrderStatus or SkillNames.CancelOrder or SkillNames.UpgradeService => HandoffTopic.Sales,
        SkillNames.ServiceStatus or SkillNames.PowerService or SkillNames.CancelService or SkillNames.ResetCredentials or SkillNames.BackupService
            or SkillNames.RestoreBackup => HandoffTopic.Technical,
        SkillNames.CheckDomain or SkillNames.RegisterDomain or SkillNames.ListDomains or SkillNames.RenewDomain or SkillNames.TransferDomain
            or SkillNames.ManageDns or SkillNames.RequestCertificate => HandoffTopic.Domains,
        _ => null,
    };

    private static HandoffTopic? Shown(string? cardType) => cardType switch
    {
        "invoices" or "payment" or "invoice" => HandoffTopic.Billing,
        "plans" or "order_summary" => HandoffTopic.Sales,
        "service" or "progress" => HandoffTopic.Technical,
        _ => null,
    };

    /// <summary>At the beginning of a word, so that "invoices" is one and "countdown" is not "down".</summary>
    private static bool Begins(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (at == 0 || !char.IsLetter(text[at - 1]))
            {
                return true;
            }
        }

        return false;
    }
}
