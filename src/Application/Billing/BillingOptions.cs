namespace EzSolutions.Application.Billing;

/// <summary>Section <c>Billing</c>.</summary>
public sealed class BillingOptions
{
    /// <summary>How long a hosted payment page stays open; the gateway allows 30 minutes to 24 hours.</summary>
    public TimeSpan PaymentPageTime { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>How many gateway events one node works on at a time.</summary>
    public int ConcurrentEvents { get; set; } = 4;

    /// <summary>What gateways told us verbatim is dropped after this; what it did is kept for ever.</summary>
    public TimeSpan KeepPayloads { get; set; } = TimeSpan.FromDays(90);
}
