using System.Text.Json.Nodes;
using EzSolutions.Sandbox.Effects;

namespace EzSolutions.Sandbox.Stripe;

internal sealed class Refunds(StripeStore store, StripeEvents events, Payments payments, EffectLog effects)
{
    public void Map(StripeRoutes routes)
    {
        routes.Post("/v1/refunds", new StripeParams("charge", "payment_intent", "amount", "reason", "metadata[*]"), Create);
        routes.Get("/v1/refunds", StripeParams.List("charge", "payment_intent"), call => StripeList.Of(
            store.All(StripeKind.Refund)
                .Where(r => call.Form.Text("charge") is not { } charge || r["charge"]!.GetValue<string>() == charge)
                .Where(r => call.Form.Text("payment_intent") is not { } intent || r["payment_intent"]!.GetValue<string>() == intent),
            call.Form,
            "/v1/refunds"));
        routes.Get("/v1/refunds/{id}", new StripeParams(), call => store.Get(StripeKind.Refund, call.Id, "id"));
    }

    private StripeAnswer Create(StripeCall call)
    {
        var form = call.Form;
        var charge = ChargeOf(form);
        var chargeId = charge["id"]!.GetValue<string>();
        var currency = charge["currency"]!.GetValue<string>();
        var refunded = charge["amount_refunded"]!.GetValue<long>();
        var left = charge["amount_captured"]!.GetValue<long>() - refunded;
        if (left == 0)
            throw StripeRefusal.Invalid($"Charge {chargeId} has already been refunded.", null, "charge_already_refunded");
        var amount = form.Integer("amount") ?? left;
        if (amount < 1)
            throw StripeRefusal.Invalid("Invalid positive integer", "amount", "parameter_invalid_integer");
        // M07: refunds never exceed what was captured.
        if (amount > left)
            throw StripeRefusal.Invalid($"Refund amount ({Currencies.Show(amount, currency)}) is greater than unrefunded amount on charge ({Currencies.Show(left, currency)})", "amount");
        var refund = store.Create(StripeKind.Refund);
        var id = refund["id"]!.GetValue<string>();
        refund.Remove("livemode");
        refund["amount"] = amount;
        refund["balance_transaction"] = payments.Balance("refund", id, -amount, 0, currency);
        refund["charge"] = chargeId;
        refund["currency"] = currency;
        refund["destination_details"] = new JsonObject { ["type"] = "card", ["card"] = new JsonObject { ["type"] = "refund", ["reference_status"] = "pending", ["reference_type"] = "acquirer_reference_number" } };
        refund["metadata"] = StripeMetadata.Merge(null, form.Node("metadata"));
        refund["payment_intent"] = charge["payment_intent"]!.DeepClone();
        refund["reason"] = form.Text("reason") is null ? null : form.Choice("reason", null, "duplicate", "fraudulent", "requested_by_customer");
        refund["receipt_number"] = null;
        refund["status"] = "succeeded";
        store.Put(StripeKind.Refund, refund);
        charge["amount_refunded"] = refunded + amount;
        charge["refunded"] = amount == left;
        store.Put(StripeKind.Charge, charge);
        effects.Refunded(new RefundEffect(charge["payment_intent"]!.GetValue<string>(), id, amount, currency, store.Time));
        events.Emit("refund.created", refund, call);
        events.Emit("charge.refunded", charge, call);
        return refund;
    }

    private JsonObject ChargeOf(StripeForm form)
    {
        if (form.Text("charge") is not null && form.Text("payment_intent") is not null)
            throw StripeRefusal.Invalid("You may only specify one of these parameters: charge, payment_intent.");
        if (form.Text("charge") is { } chargeId)
        {
            var charge = store.Get(StripeKind.Charge, chargeId, "charge");
            return charge["paid"]!.GetValue<bool>() ? charge : throw StripeRefusal.Invalid($"Charge {chargeId} failed and cannot be refunded.", null, "charge_not_refundable");
        }

        if (form.Text("payment_intent") is not { } intentId)
            throw StripeRefusal.Invalid("One of the following params should be provided for this request: payment_intent or charge.", null, "parameter_missing");
        var intent = store.Get(StripeKind.PaymentIntent, intentId, "payment_intent");
        return intent["status"]!.GetValue<string>() == "succeeded"
            ? store.Get(StripeKind.Charge, intent["latest_charge"]!.GetValue<string>(), "charge")
            : throw StripeRefusal.Invalid($"This PaymentIntent ({intentId}) does not have a successful charge to refund.", "payment_intent", "payment_intent_unexpected_state");
    }
}
