using System.Globalization;
using System.Text.Json;
using EzSolutions.Application.Billing;
using EzSolutions.Domain.Billing.Disputes;

namespace EzSolutions.Infrastructure.Billing.Razorpay;

/// <summary>Reads orders, payments, refunds and disputes by their present state.</summary>
internal static class RazorpayEntities
{
    /// <summary>Our id as we noted it on an order or a refund.</summary>
    public static Guid? Noted(this JsonElement element, string name) =>
        Guid.TryParse(element.Child("notes")?.Text(name), CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>A payment that was refunded was captured before.</summary>
    public static bool IsCaptured(JsonElement payment) => payment.Text("status") is "captured" or "refunded";

    /// <param name="order">Names our payment; a payment itself does not.</param>
    public static CapturedMoney? Captured(JsonElement payment, JsonElement? order) =>
        IsCaptured(payment) && payment.Text("id") is { } id && payment.Amount("amount") is { } amount
            ? new CapturedMoney(id, order?.Noted("payment_id"), amount) { Fee = payment.Amount("fee") }
            : null;

    public static GatewayRefund? Refund(JsonElement refund)
    {
        if (refund.Text("id") is not { } id || refund.Text("payment_id") is not { } payment || refund.Amount("amount") is not { } amount)
            return null;
        var state = refund.Text("status") switch
        {
            "processed" => GatewayRefundState.Succeeded,
            "failed" => GatewayRefundState.Failed,
            _ => GatewayRefundState.Pending,
        };
        return new GatewayRefund(id, payment, refund.Noted("refund_id"), amount, state);
    }

    public static GatewayFact Dispute(JsonElement dispute)
    {
        if (dispute.Text("id") is not { } id || dispute.Text("payment_id") is not { } payment || dispute.Amount("amount") is not { } amount)
            return new GatewayFact.NeedsStaff($"Dispute {dispute.Text("id")} belongs to no payment.");
        var state = (dispute.Text("status"), dispute.Text("phase")) switch
        {
            ("won", _) => DisputeState.Won,
            ("lost", _) => DisputeState.Lost,
            ("closed", _) => DisputeState.Closed,
            ("under_review", _) => DisputeState.UnderReview,
            (_, "retrieval" or "fraud") => DisputeState.Inquiry,
            _ => DisputeState.NeedsResponse,
        };

        // Razorpay deducts when a dispute is lost, not before.
        var taken = dispute.Number("amount_deducted") is > 0;
        var respondBy = dispute.Number("respond_by") is { } due ? DateTimeOffset.FromUnixTimeSeconds(due) : (DateTimeOffset?)null;
        var reason = (dispute.Text("reason_description") ?? dispute.Text("reason_code") ?? "no particular reason given").Replace('_', ' ');
        return new GatewayFact.Disputed(new DisputeReport(id, payment, amount, state, taken, reason[..Math.Min(reason.Length, 200)], respondBy));
    }

    /// <summary>Plain words of ours; a bank's own text is not ours to vouch for.</summary>
    public static string WhyFailed(JsonElement payment) => payment.Text("error_reason") switch
    {
        "insufficient_funds" or "insufficient_balance" => "There are not enough funds for it.",
        "payment_timed_out" => "The payment was not confirmed in time.",
        "payment_cancelled" => "The payment was cancelled.",
        "card_expired" => "The card has expired.",
        _ => "The bank declined the payment.",
    };
}
