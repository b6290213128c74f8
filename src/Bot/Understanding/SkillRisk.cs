namespace EzSolutions.Bot.Understanding;

/// <summary>Groups of skills that are read with different care.</summary>
internal static class SkillRisk
{
    /// <summary>Doing these by mistake loses data, a service or an order.</summary>
    public static bool IsDestructive(string skill) => skill is SkillNames.CancelService or SkillNames.CancelOrder or SkillNames.RestoreBackup
        or SkillNames.ResetCredentials or SkillNames.DataRequest or SkillNames.PowerService or SkillNames.TransferDomain;

    /// <summary>What these remove does not come back.</summary>
    public static bool IsIrreversible(string skill) => skill is SkillNames.CancelService or SkillNames.CancelOrder or SkillNames.DataRequest;

    /// <summary>Words around a request, or answers to our question; never a second request in a message.</summary>
    public static bool IsConversational(string skill) => skill is SkillNames.Greet or SkillNames.Thanks or SkillNames.Goodbye or SkillNames.Affirm
        or SkillNames.Deny or SkillNames.Cancel or SkillNames.Repeat or SkillNames.Help;

    /// <summary>Often only the story behind the request beside it: "my site is down, please restart it".</summary>
    public static bool IsOftenBackground(string skill) => skill is SkillNames.OpenTicket or SkillNames.ServiceStatus or SkillNames.ExplainCharge
        or SkillNames.AskKnowledge or SkillNames.OrderStatus or SkillNames.TicketStatus or SkillNames.TalkToHuman;
}
