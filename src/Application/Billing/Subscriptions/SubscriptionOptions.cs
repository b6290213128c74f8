using EzSolutions.Domain.Billing.Subscriptions;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>Section <c>Billing:Cycle</c>; the figures of rules.md, in days. Products can differ.</summary>
public sealed class SubscriptionOptions
{
    public const string Section = "Billing:Cycle";

    /// <summary>The company's time zone as the tz database names it, e.g. <c>Europe/Berlin</c>.</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    public int RenewalLead { get; set; } = BillingTerms.Default.RenewalLead;

    /// <summary>From the due date, negative before it; null takes -3, 0, 3.</summary>
    public int[]? Reminders { get; set; }

    /// <summary>From the due date; null takes 0, 1, 3, 5.</summary>
    public int[]? Charges { get; set; }

    public int SuspendAfter { get; set; } = BillingTerms.Default.SuspendAfter;

    public int TerminateAfter { get; set; } = BillingTerms.Default.TerminateAfter;

    public int PriceNotice { get; set; } = BillingTerms.Default.PriceNotice;

    /// <summary>Renewals issued in one transaction.</summary>
    public int BatchSize { get; set; } = 200;

    /// <summary>Batches under way at once on a node: while one is written, the next is priced.</summary>
    public int Lanes { get; set; } = 2;

    /// <summary>How long a quoted upgrade holds; it is priced per second.</summary>
    public TimeSpan QuoteTime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Days in which an upgrade has to be paid.</summary>
    public int UpgradePayment { get; set; } = 3;

    public BillingTerms Terms => new(
        RenewalLead, Reminders ?? BillingTerms.Default.Reminders, Charges ?? BillingTerms.Default.Charges, SuspendAfter, TerminateAfter, 0, PriceNotice);
}
