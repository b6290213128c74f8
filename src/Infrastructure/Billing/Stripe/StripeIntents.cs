using System.Text.Json;
using EzSolutions.Application.Billing;
using EzSolutions.Domain.Common;

namespace EzSolutions.Infrastructure.Billing.Stripe;

/// <summary>Reads PaymentIntents by their present state, whatever the event said (it may be old).</summary>
internal static class StripeIntents
{
    /// <summary>What tells the fee, on a payment intent or (with <c>data.</c> in front) on a list of them.</summary>
    public const string WithFee = "latest_charge.balance_transaction";

    /// <summary>What has arrived; null while nothing has.</summary>
    public static CapturedMoney? Captured(JsonElement intent) =>
        intent.Text("status") == "succeeded" && intent.Text("id") is { } id && intent.Amount("amount_received") is { } amount
            ? new CapturedMoney(id, intent.PaymentId(), amount) { Fee = Fee(intent) }
            : null;

    /// <summary>Null until Stripe has settled the charge, which may be after its event.</summary>
    public static Money? Fee(JsonElement intent) => intent.Child("latest_charge")?.Child("balance_transaction")?.Amount("fee");

    public static GatewayFact Explain(JsonElement intent)
    {
        if (Captured(intent) is { } money)
            return new GatewayFact.Captured(money);
        if (intent.Text("status") is "requires_payment_method" && intent.Child("last_payment_error") is { } error)
            return new GatewayFact.Declined(intent.PaymentId(), Reason(error), Final: false);
        return new GatewayFact.Irrelevant($"The payment is {intent.Text("status")}; nothing follows yet.");
    }

    private static string Reason(JsonElement error) => Words(error.Text("decline_code") ?? error.Text("code"));

    /// <summary>Plain words of ours; a bank's own text is not ours to vouch for.</summary>
    public static string Words(string? code) => code switch
    {
        "insufficient_funds" => "The card does not have enough funds.",
        "expired_card" => "The card has expired.",
        "incorrect_cvc" or "invalid_cvc" => "The card's security code was wrong.",
        "authentication_required" or "payment_intent_authentication_failure" => "The bank could not confirm it was you.",
        _ => "The card was declined.",
    };
}
