namespace EzSolutions.Application.Billing;

/// <summary>What one document or transfer may be at most; anything above is a slip of the keys, and far from what sums could not hold.</summary>
internal static class AmountLimits
{
    /// <summary>In minor units.</summary>
    public const long Largest = 1_000_000_000_000;
}
