using EzSolutions.Bot.Understanding.Entities;

namespace EzSolutions.Bot.Understanding;

/// <summary>Tells "don't reboot web1" from "don't leave web1 down".</summary>
internal static class Negation
{
    public static bool IsNegated(Scan scan, int first, int end, string skill)
    {
        for (var i = first; i < end; i++)
        {
            if (!StartsNegation(scan, i)) continue;
            for (var k = i + 1; k <= Math.Min(i + 4, end - 1); k++)
            {
                if (scan.Tokens[k - 1].EndsSentence || scan.Word(k) is "because" or "know" or "anymore" or "longer") break;
                if (IsVerbOf(skill, scan.Word(k))) return true;
            }
        }

        return false;
    }

    private static bool StartsNegation(Scan scan, int at) => scan.Word(at) switch
    {
        "don't" or "never" => true,
        "not" => scan.Word(at - 1) is "do" or "please" or "" or "to" or "should" or "but" or "i" || scan.Tokens[Math.Max(0, at - 1)].After != '\0',
        "without" => true,
        _ => false,
    };

    private static bool IsVerbOf(string skill, string word) => skill switch
    {
        SkillNames.PowerService => word is "reboot" or "restart" or "stop" or "start" or "shutdown" or "shut" or "turn" or "power" or "switch" or "rebooting"
            or "restarting" or "stopping",
        SkillNames.CancelService => word is "cancel" or "terminate" or "delete" or "remove" or "close" or "cancelling" or "deleting",
        SkillNames.CancelOrder or SkillNames.Cancel => word is "cancel" or "cancelling",
        SkillNames.OrderService => word is "order" or "buy" or "purchase" or "ordering",
        SkillNames.PayInvoice => word is "pay" or "charge" or "paying",
        SkillNames.RenewDomain => word is "renew" or "renewing",
        SkillNames.RegisterDomain => word is "register" or "buy",
        SkillNames.TransferDomain => word is "transfer" or "move",
        SkillNames.UpgradeService => word is "upgrade" or "resize" or "downgrade",
        SkillNames.RestoreBackup => word is "restore",
        SkillNames.ResetCredentials => word is "reset" or "change",
        SkillNames.OpenTicket => word is "open" or "create",
        SkillNames.BackupService => word is "backup" or "back",
        SkillNames.AddFunds => word is "add" or "top",
        SkillNames.SignOut => word is "sign" or "log",
        _ => false,
    };
}
