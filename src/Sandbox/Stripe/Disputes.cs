using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Stripe;

/// <summary>Disputes: raised by cards that end in 0259 (fraudulent) and 1976 (inquiry), decided by the evidence sent or by closing them.</summary>
internal sealed class Disputes(StripeStore store, StripeEvents events, Payments payments)
{
    public void Map(StripeRoutes routes)
    {
        routes.Get("/v1/disputes", StripeParams.List("charge", "payment_intent"), call => StripeList.Of(
            store.All(StripeKind.Dispute)
                .Where(d => call.Form.Text("charge") is not { } charge || d["charge"]!.GetValue<string>() == charge)
                .Where(d => call.Form.Text("payment_intent") is not { } intent || d["payment_intent"]!.GetValue<string>() == intent),
            call.Form,
            "/v1/disputes"));
        routes.Get("/v1/disputes/{id}", new StripeParams(), call => store.Get(StripeKind.Dispute, call.Id, "dispute"));
        routes.Post("/v1/disputes/{id}", new StripeParams("evidence[*]", "submit", "metadata[*]"), Answer);
        routes.Post("/v1/disputes/{id}/close", new StripeParams(), Close);
    }

    /// <summary>What the cardholder's bank does after a charge, if the card is one of those.</summary>
    public static bool IsDisputing(string number) => number.EndsWith("0259", StringComparison.Ordinal) || number.EndsWith("1976", StringComparison.Ordinal);

    public static void Raise(StripeStore store, StripeEvents events, Payments payments, JsonObject charge, string number)
    {
        var inquiry = number.EndsWith("1976", StringComparison.Ordinal);
        var amount = charge["amount"]!.GetValue<long>();
        var currency = charge["currency"]!.GetValue<string>();
        var dispute = store.Create(StripeKind.Dispute);
        var id = dispute["id"]!.GetValue<string>();
        dispute["amount"] = amount;
        dispute["balance_transactions"] = inquiry ? new JsonArray() : new JsonArray(payments.BalanceShown("adjustment", id, -amount, 1500, currency));
        dispute["charge"] = charge["id"]!.GetValue<string>();
        dispute["currency"] = currency;
        dispute["evidence"] = new JsonObject();
        dispute["evidence_details"] = new JsonObject { ["due_by"] = store.Now + (7 * 86_400), ["has_evidence"] = false, ["past_due"] = false, ["submission_count"] = 0 };
        dispute["is_charge_refundable"] = inquiry;
        dispute["metadata"] = new JsonObject();
        dispute["payment_intent"] = charge["payment_intent"]!.DeepClone();
        dispute["reason"] = "fraudulent";
        dispute["status"] = inquiry ? "warning_needs_response" : "needs_response";
        store.Put(StripeKind.Dispute, dispute);
        charge["disputed"] = true;
        store.Put(StripeKind.Charge, charge);
        events.Emit("charge.dispute.created", dispute);
        if (!inquiry)
            events.Emit("charge.dispute.funds_withdrawn", dispute);
    }

    private StripeAnswer Answer(StripeCall call)
    {
        var dispute = Open(call);
        var text = call.Form.Node("evidence")?.Text("uncategorized_text");
        dispute["evidence"] = new JsonObject { ["uncategorized_text"] = text };
        dispute["evidence_details"]!["has_evidence"] = true;
        var inquiry = dispute["status"]!.GetValue<string>().StartsWith("warning", StringComparison.Ordinal);
        return text switch
        {
            "winning_evidence" => End(dispute, inquiry ? "warning_closed" : "won", call),
            "losing_evidence" => End(dispute, "lost", call),
            _ => Review(dispute, inquiry, call),
        };
    }

    private StripeAnswer Close(StripeCall call) => End(Open(call), "lost", call);

    private JsonObject Review(JsonObject dispute, bool inquiry, StripeCall call)
    {
        dispute["status"] = inquiry ? "warning_under_review" : "under_review";
        store.Put(StripeKind.Dispute, dispute);
        events.Emit("charge.dispute.updated", dispute, call);
        return dispute;
    }

    private JsonObject End(JsonObject dispute, string status, StripeCall call)
    {
        dispute["status"] = status;
        if (status == "won")
        {
            dispute["balance_transactions"]!.AsArray().Add(
                payments.BalanceShown("adjustment", dispute["id"]!.GetValue<string>(), dispute["amount"]!.GetValue<long>(), 0, dispute["currency"]!.GetValue<string>()));
        }

        store.Put(StripeKind.Dispute, dispute);
        if (status == "won")
            events.Emit("charge.dispute.funds_reinstated", dispute, call);
        events.Emit("charge.dispute.closed", dispute, call);
        return dispute;
    }

    private JsonObject Open(StripeCall call)
    {
        var dispute = store.Get(StripeKind.Dispute, call.Id, "dispute");
        return dispute["status"]!.GetValue<string>() is "won" or "lost" or "warning_closed"
            ? throw StripeRefusal.Invalid("This dispute is already closed.", null, "dispute_already_closed")
            : dispute;
    }
}
