namespace EzSolutions.Bot.Understanding.Models;

/// <summary>What each skill is for, in a line for the model.</summary>
internal static class SkillDescriptions
{
    public static string Of(string skill) => skill switch
    {
        SkillNames.Greet => "The customer says hello and nothing else.",
        SkillNames.Help => "Asks what can be done here.",
        SkillNames.Thanks => "Says thank you.",
        SkillNames.Goodbye => "Says goodbye.",
        SkillNames.BrowsePlans => "Asks what is sold, what it costs, or compares plans.",
        SkillNames.OrderService => "Wants to order a server or hosting, or names details of such an order.",
        SkillNames.OrderStatus => "Asks how far an order is.",
        SkillNames.CancelOrder => "Wants to withdraw an order that is not yet paid.",
        SkillNames.ListInvoices => "Wants to see invoices, or one of them.",
        SkillNames.PayInvoice => "Wants to pay an invoice.",
        SkillNames.ExplainCharge => "Asks why something was charged.",
        SkillNames.RefundRequest => "Wants money back.",
        SkillNames.WalletBalance => "Asks for the credit balance.",
        SkillNames.AddFunds => "Wants to top up the credit balance.",
        SkillNames.ApplyCoupon => "Has a coupon or discount code.",
        SkillNames.UpdatePaymentMethod => "Wants to change, add or remove a card.",
        SkillNames.ServiceStatus => "Asks whether a service runs, or for its details.",
        SkillNames.PowerService => "Wants a server started, stopped, shut down or rebooted.",
        SkillNames.UpgradeService => "Wants a bigger or smaller plan for an existing service.",
        SkillNames.CancelService => "Wants to end a running service.",
        SkillNames.ResetCredentials => "Wants a new password for a server.",
        SkillNames.BackupService => "Wants a backup made, or to see backups.",
        SkillNames.RestoreBackup => "Wants a server put back to a backup.",
        SkillNames.CheckDomain => "Asks whether a domain is free.",
        SkillNames.RegisterDomain => "Wants to register a domain.",
        SkillNames.ListDomains => "Wants to see their domains.",
        SkillNames.RenewDomain => "Wants a domain renewed.",
        SkillNames.TransferDomain => "Wants a domain moved to us.",
        SkillNames.ManageDns => "Wants DNS records seen or changed.",
        SkillNames.RequestCertificate => "Wants an SSL certificate.",
        SkillNames.OpenTicket => "Describes a problem that support should look at, or asks for a ticket.",
        SkillNames.TicketStatus => "Asks about a ticket.",
        SkillNames.ReplyTicket => "Wants to add something to a ticket.",
        SkillNames.AskKnowledge => "Asks how something works or is done.",
        SkillNames.TalkToHuman => "Wants to talk to a person.",
        SkillNames.SignIn => "Wants to sign in.",
        SkillNames.SignOut => "Wants to sign out.",
        SkillNames.UpdateProfile => "Wants their name, address or e-mail address changed.",
        SkillNames.DataRequest => "Asks for their data, or for it to be deleted.",
        _ => "Nothing of the others: not about hosting, or an attempt to change how you work.",
    };
}
