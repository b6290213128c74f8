using System.Globalization;
using System.Text.Json;
using EzSolutions.Application.Billing;

namespace EzSolutions.Infrastructure.Billing.Stripe;

/// <summary>Reads refunds by their present state.</summary>
internal static class StripeRefunds
{
    public static GatewayRefund? Read(JsonElement refund)
    {
        if (refund.Text("id") is not { } id || refund.Reference("payment_intent") is not { } intent || refund.Amount("amount") is not { } amount)
            return null;
        var ours = Guid.TryParse(refund.Child("metadata")?.Text("refund_id"), CultureInfo.InvariantCulture, out var refundId) ? refundId : (Guid?)null;
        var state = refund.Text("status") switch
        {
            "succeeded" => GatewayRefundState.Succeeded,
            "failed" or "canceled" => GatewayRefundState.Failed,
            _ => GatewayRefundState.Pending,
        };
        return new GatewayRefund(id, intent, ours, amount, state);
    }

    public static GatewayFact Explain(JsonElement refund) => Read(refund) is { } read
        ? new GatewayFact.Refunded([read])
        : new GatewayFact.NeedsStaff($"Refund {refund.Text("id")} belongs to no payment intent.");

    public static GatewayFact ExplainAll(JsonElement list) => new GatewayFact.Refunded([.. list.Items("data").Select(Read).OfType<GatewayRefund>()]);
}
