using System.Text.Json;
using EzSolutions.Application.Billing;
using EzSolutions.Domain.Billing.Disputes;
using EzSolutions.Domain.Common;

namespace EzSolutions.Infrastructure.Billing.Stripe;

/// <summary>Reads disputes by their present state. <see href="https://docs.stripe.com/api/disputes/object"/></summary>
internal static class StripeDisputes
{
    public static GatewayFact Explain(JsonElement dispute)
    {
        if (dispute.Text("id") is not { } id || dispute.Reference("payment_intent") is not { } intent || dispute.Amount("amount") is not { } amount)
            return new GatewayFact.NeedsStaff($"Dispute {dispute.Text("id")} belongs to no payment intent.");
        var state = dispute.Text("status") switch
        {
            "warning_needs_response" or "warning_under_review" => DisputeState.Inquiry,
            "warning_closed" or "prevented" => DisputeState.Closed,
            "under_review" => DisputeState.UnderReview,
            "won" => DisputeState.Won,
            "lost" => DisputeState.Lost,
            _ => DisputeState.NeedsResponse,
        };

        // Stripe takes the amount when the dispute opens, and gives it back when it is won; an inquiry moves nothing.
        var taken = state is DisputeState.NeedsResponse or DisputeState.UnderReview or DisputeState.Lost;
        var respondBy = dispute.Child("evidence_details")?.Number("due_by") is { } due ? DateTimeOffset.FromUnixTimeSeconds(due) : (DateTimeOffset?)null;
        return new GatewayFact.Disputed(new DisputeReport(id, intent, amount, state, taken, Words(dispute.Text("reason")), respondBy) { Fee = Fee(dispute) });
    }

    /// <summary>Stripe takes it with the amount, in the same balance transaction.</summary>
    private static Money? Fee(JsonElement dispute)
    {
        var fees = dispute.Items("balance_transactions").Select(t => t.Amount("fee")).OfType<Money>().Where(f => f.IsPositive).ToList();
        return fees.Count == 0 ? null : fees.Where(f => f.Currency == fees[0].Currency).Aggregate((sum, fee) => sum + fee);
    }

    private static string Words(string? reason) => reason switch
    {
        "fraudulent" => "the cardholder says that they did not make the payment",
        "duplicate" => "it was charged twice",
        "product_not_received" => "nothing was delivered",
        "product_unacceptable" => "what was delivered is not what was described",
        "subscription_canceled" => "it had been cancelled before",
        "credit_not_processed" => "a promised refund did not arrive",
        "unrecognized" => "the cardholder does not recognise the payment",
        _ => "no particular reason given",
    };
}
