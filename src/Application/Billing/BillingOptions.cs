namespace EzSolutions.Application.Billing;

/// <summary>Section <c>Billing</c>.</summary>
public sealed class BillingOptions
{
    /// <summary>How long a hosted payment page stays open; the gateway allows 30 minutes to 24 hours.</summary>
    public TimeSpan PaymentPageTime { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>An event still unprocessed after this is put to work again (O02).</summary>
    public TimeSpan RequeueAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>What gateways told us verbatim is dropped after this; what it did is kept for ever.</summary>
    public TimeSpan KeepPayloads { get; set; } = TimeSpan.FromDays(90);
}
