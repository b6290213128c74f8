using System.Collections.Frozen;

namespace EzSolutions.Bot.Understanding;

/// <summary>Which slots mean something to which skill. A value found for another slot is not passed on.</summary>
internal static class SkillSlots
{
    private static readonly string[] Sizes =
        [SlotNames.Plan, SlotNames.ProductType, SlotNames.RamGb, SlotNames.Vcpu, SlotNames.DiskGb, SlotNames.BillingCycle, SlotNames.Region, SlotNames.Os];

    private static readonly FrozenDictionary<string, string[]> BySkill = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [SkillNames.BrowsePlans] = [.. Sizes, SlotNames.Choice, SlotNames.Amount, SlotNames.Currency],
        [SkillNames.OrderService] = [.. Sizes, SlotNames.Choice, SlotNames.Hostname, SlotNames.CouponCode],
        [SkillNames.OrderStatus] = [SlotNames.OrderNumber],
        [SkillNames.CancelOrder] = [SlotNames.OrderNumber],
        [SkillNames.ListInvoices] = [SlotNames.InvoiceNumber],
        [SkillNames.PayInvoice] = [SlotNames.InvoiceNumber, SlotNames.Amount, SlotNames.Currency],
        [SkillNames.ExplainCharge] = [SlotNames.InvoiceNumber, SlotNames.Amount, SlotNames.Currency],
        [SkillNames.RefundRequest] = [SlotNames.InvoiceNumber, SlotNames.OrderNumber, SlotNames.Amount, SlotNames.Currency],
        [SkillNames.AddFunds] = [SlotNames.Amount, SlotNames.Currency],
        [SkillNames.ApplyCoupon] = [SlotNames.CouponCode, SlotNames.OrderNumber],
        [SkillNames.ServiceStatus] = [SlotNames.Service],
        [SkillNames.PowerService] = [SlotNames.Action, SlotNames.Service],
        [SkillNames.UpgradeService] = [SlotNames.Service, SlotNames.Plan, SlotNames.BillingCycle, SlotNames.RamGb, SlotNames.Vcpu, SlotNames.DiskGb],
        [SkillNames.CancelService] = [SlotNames.Service],
        [SkillNames.ResetCredentials] = [SlotNames.Service],
        [SkillNames.BackupService] = [SlotNames.Service],
        [SkillNames.RestoreBackup] = [SlotNames.Service],
        [SkillNames.CheckDomain] = [SlotNames.Domain],
        [SkillNames.RegisterDomain] = [SlotNames.Domain, SlotNames.PeriodYears],
        [SkillNames.ListDomains] = [SlotNames.Domain],
        [SkillNames.RenewDomain] = [SlotNames.Domain, SlotNames.PeriodYears],
        [SkillNames.TransferDomain] = [SlotNames.Domain],
        [SkillNames.ManageDns] = [SlotNames.Domain, SlotNames.RecordType, SlotNames.RecordValue],
        [SkillNames.RequestCertificate] = [SlotNames.Domain],
        [SkillNames.OpenTicket] = [SlotNames.Service, SlotNames.Domain, SlotNames.InvoiceNumber, SlotNames.OrderNumber],
        [SkillNames.TicketStatus] = [SlotNames.TicketNumber],
        [SkillNames.ReplyTicket] = [SlotNames.TicketNumber],
        [SkillNames.SignIn] = [SlotNames.Email, SlotNames.Code],
        [SkillNames.UpdateProfile] = [SlotNames.Email],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string[] Of(string skill) => BySkill.TryGetValue(skill, out var slots) ? slots : [];

    public static bool Takes(string skill, string slot) => Array.IndexOf(Of(skill), slot) >= 0;
}
