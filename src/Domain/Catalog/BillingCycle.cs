namespace EzSolutions.Domain.Catalog;

/// <summary>How often a service is paid for.</summary>
public enum BillingCycle
{
    Monthly,
    Quarterly,
    Semiannual,
    Annual,
    Biennial,
    Triennial,
}

public static class BillingCycleExtensions
{
    /// <summary>Length of one period in calendar months.</summary>
    public static int Months(this BillingCycle cycle) => cycle switch
    {
        BillingCycle.Monthly => 1,
        BillingCycle.Quarterly => 3,
        BillingCycle.Semiannual => 6,
        BillingCycle.Annual => 12,
        BillingCycle.Biennial => 24,
        BillingCycle.Triennial => 36,
        _ => throw new ArgumentOutOfRangeException(nameof(cycle), cycle, "Not a billing cycle."),
    };
}
