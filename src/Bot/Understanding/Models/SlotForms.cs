using System.Text.RegularExpressions;

namespace EzSolutions.Bot.Understanding.Models;

/// <summary>The form each slot's value takes, for the model's schema and for checking what came back.</summary>
internal static partial class SlotForms
{
    public const int Longest = 200;
    public const int LongestText = 4000;

    /// <summary>Every value there is, where they are few; else null.</summary>
    public static IReadOnlyList<string>? Values(string slot) => slot switch
    {
        SlotNames.ProductType => ["vps", "hosting", "domain"],
        SlotNames.BillingCycle => ["monthly", "quarterly", "semiannual", "annual", "biennial", "triennial"],
        SlotNames.Action => ["start", "stop", "reboot", "shutdown"],
        SlotNames.RecordType => ["A", "AAAA", "CNAME", "MX", "TXT", "NS", "SRV", "CAA"],
        _ => null,
    };

    public static string Describe(string slot) => slot switch
    {
        SlotNames.Plan => "A plan's name exactly as in the list of plans.",
        SlotNames.RamGb => "Memory in whole gigabytes.",
        SlotNames.Vcpu => "Processor cores.",
        SlotNames.DiskGb => "Disk in whole gigabytes.",
        SlotNames.Region => "A place, as the customer named it.",
        SlotNames.Os => "An operating system such as debian-12; without a version the bare name.",
        SlotNames.Hostname => "A name for the new machine, as written.",
        SlotNames.Service => "One of the customer's services, by its name in the list, else as written.",
        SlotNames.InvoiceNumber => "Such as INV-2026-000123, as written.",
        SlotNames.OrderNumber => "Such as ORD-2026-000123, as written.",
        SlotNames.TicketNumber => "Such as TCK-2026-000123, as written.",
        SlotNames.Amount => "An amount as written, digits and a full stop only.",
        SlotNames.Currency => "A currency as its three-letter code.",
        SlotNames.CouponCode => "The code as written.",
        SlotNames.Domain => "A domain name as written.",
        SlotNames.RecordValue => "What the record points at, as written.",
        SlotNames.Email => "An e-mail address as written.",
        SlotNames.PeriodYears => "Whole years.",
        SlotNames.Choice => "Which of the choices last shown: 1, 2, ..., last, bigger, smaller, biggest or cheapest.",
        SlotNames.Text => "The customer's own words about it, copied.",
        SlotNames.Query => "The customer's question, copied.",
        _ => "As the customer wrote it.",
    };

    /// <summary>Whether a value has the slot's form. A value that has not is no value.</summary>
    public static bool Fits(string slot, string value)
    {
        if (value.Length == 0 || value.Length > (slot is SlotNames.Text or SlotNames.Query ? LongestText : Longest) || value.Any(c => char.IsControl(c) && c is not ('\n' or '\t')))
            return false;
        if (Values(slot) is { } values)
            return values.Contains(value, StringComparer.Ordinal);
        return slot switch
        {
            SlotNames.RamGb or SlotNames.Vcpu or SlotNames.DiskGb or SlotNames.PeriodYears => Whole().IsMatch(value),
            SlotNames.Amount => Decimal().IsMatch(value),
            SlotNames.Currency => CurrencyCode().IsMatch(value),
            SlotNames.Choice => Which().IsMatch(value),
            SlotNames.Email => value.Contains('@', StringComparison.Ordinal) && !value.Any(char.IsWhiteSpace),
            SlotNames.Domain or SlotNames.Hostname or SlotNames.CouponCode or SlotNames.InvoiceNumber or SlotNames.OrderNumber or SlotNames.TicketNumber =>
                !value.Any(char.IsWhiteSpace),
            _ => true,
        };
    }

    [GeneratedRegex(@"^[1-9]\d{0,4}$", RegexOptions.NonBacktracking)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^\d{1,9}(\.\d{1,2})?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Decimal();

    [GeneratedRegex("^[A-Z]{3}$", RegexOptions.NonBacktracking)]
    private static partial Regex CurrencyCode();

    [GeneratedRegex("^([1-9]|1[0-9]|last|bigger|smaller|biggest|cheapest)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Which();
}
