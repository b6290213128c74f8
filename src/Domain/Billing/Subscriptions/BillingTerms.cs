namespace EzSolutions.Domain.Billing.Subscriptions;

/// <summary>The lifecycle figures of rules.md, in days of the company's calendar.</summary>
/// <param name="RenewalLead">How long before the due date the renewal is invoiced.</param>
/// <param name="Reminders">Days from the due date, negative before it, ascending.</param>
/// <param name="Charges">Days from the due date on which the wallet and then the saved method are tried, ascending.</param>
/// <param name="SuspendAfter">Days overdue.</param>
/// <param name="TerminateAfter">Days suspended.</param>
/// <param name="Trial">Days before the first period is due; 0 for none.</param>
/// <param name="PriceNotice">The least notice of a price change.</param>
public sealed record BillingTerms(
    int RenewalLead, IReadOnlyList<int> Reminders, IReadOnlyList<int> Charges, int SuspendAfter, int TerminateAfter, int Trial, int PriceNotice)
{
    public static readonly BillingTerms Default = new(7, [-3, 0, 3], [0, 1, 3, 5], 3, 15, 0, 30);

    /// <summary>These figures with what a product does differently.</summary>
    public BillingTerms With(TermsOverride product) => new(
        product.RenewalLead ?? RenewalLead, product.Reminders ?? Reminders, product.Charges ?? Charges, product.SuspendAfter ?? SuspendAfter,
        product.TerminateAfter ?? TerminateAfter, product.Trial ?? Trial, product.PriceNotice ?? PriceNotice);
}

/// <summary>What one product does differently; null takes the installation's figure.</summary>
public sealed record TermsOverride(
    int? RenewalLead = null, IReadOnlyList<int>? Reminders = null, IReadOnlyList<int>? Charges = null, int? SuspendAfter = null,
    int? TerminateAfter = null, int? Trial = null, int? PriceNotice = null);
