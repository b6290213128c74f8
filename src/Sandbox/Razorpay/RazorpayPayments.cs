using System.Text.Json.Nodes;
using EzSolutions.Sandbox.Effects;

namespace EzSolutions.Sandbox.Razorpay;

/// <summary>Payments of orders: created by the checkout, authorised by the bank, captured by itself or, when it is late, by a call.</summary>
internal sealed class RazorpayPayments(RazorpayStore store, EffectLog effects)
{
    public void Map(RazorpayApi api)
    {
        api.Get("/v1/payments", ["from", "to", "count", "skip"], call => RazorpayOrders.Page(store.Payments, call.Body, _ => true));
        api.Get("/v1/payments/{id}", [], call => RazorpayStore.Get(store.Payments, call.Id));
        api.Post("/v1/payments/{id}/capture", ["amount", "currency"], Capture);
    }

    /// <param name="means">A card number, or a UPI address: success@razorpay, failure@razorpay, late@razorpay.</param>
    /// <returns>The payment; null when the order is paid already.</returns>
    public JsonObject? Pay(string orderId, string means)
    {
        var order = RazorpayStore.Get(store.Orders, orderId);
        if (order["status"]!.GetValue<string>() == "paid")
            return null;
        var upi = means.Contains('@', StringComparison.Ordinal);
        var payment = RazorpayStore.Put(store.Payments, new JsonObject
        {
            ["id"] = RazorpayStore.NewId("pay"),
            ["entity"] = "payment",
            ["amount"] = order["amount"]!.DeepClone(),
            ["currency"] = order["currency"]!.DeepClone(),
            ["status"] = "created",
            ["order_id"] = orderId,
            ["invoice_id"] = null,
            ["international"] = false,
            ["method"] = upi ? "upi" : "card",
            ["amount_refunded"] = 0,
            ["refund_status"] = null,
            ["captured"] = false,
            ["description"] = null,
            ["vpa"] = upi ? means : null,
            ["notes"] = new JsonArray(),
            ["fee"] = null,
            ["tax"] = null,
            ["error_code"] = null,
            ["error_description"] = null,
            ["error_reason"] = null,
            ["created_at"] = store.Now,
        });
        order["attempts"] = order["attempts"]!.GetValue<long>() + 1;
        order["status"] = "attempted";
        RazorpayStore.Put(store.Orders, order);
        if (means.StartsWith("late@", StringComparison.Ordinal))
            return Fail(payment, "payment_timed_out", "Payment was unsuccessful as it was not completed in time.");
        if (means.StartsWith("failure@", StringComparison.Ordinal) || means.EndsWith("0002", StringComparison.Ordinal))
            return Fail(payment, "payment_failed", "Your payment didn't go through as it was declined by the bank.");
        Authorise(payment);
        return CaptureNow(payment);
    }

    /// <summary>The bank says yes after Razorpay had given up: authorised, and not captured by itself.</summary>
    public JsonObject AuthoriseLate(string paymentId)
    {
        var payment = RazorpayStore.Get(store.Payments, paymentId);
        if (payment["status"]!.GetValue<string>() != "failed")
            throw RazorpayRefusal.Bad("Only a failed payment can be authorised late.");
        return Authorise(payment);
    }

    private JsonObject Capture(RazorpayCall call)
    {
        var payment = RazorpayStore.Get(store.Payments, call.Id);
        var status = payment["status"]!.GetValue<string>();
        if (status is "captured" or "refunded")
            throw RazorpayRefusal.Bad("This payment has already been captured");
        if (status != "authorized")
            throw RazorpayRefusal.Bad("Only payments which have been authorized and not yet captured can be captured");
        if (call.Body.Integer("amount") != payment["amount"]!.GetValue<long>() || call.Body.Text("currency") != payment["currency"]!.GetValue<string>())
            throw RazorpayRefusal.Bad("Capture amount must be equal to the amount authorized", "amount");
        if (RazorpayStore.Get(store.Orders, payment["order_id"]!.GetValue<string>())["status"]!.GetValue<string>() == "paid")
            throw RazorpayRefusal.Bad("Order is already paid");
        return CaptureNow(payment);
    }

    private JsonObject Authorise(JsonObject payment)
    {
        (payment["status"], payment["error_code"], payment["error_description"], payment["error_reason"]) = ("authorized", null, null, null);
        RazorpayStore.Put(store.Payments, payment);
        store.Emit("payment.authorized", ("payment", payment));
        return payment;
    }

    private JsonObject CaptureNow(JsonObject payment)
    {
        var amount = payment["amount"]!.GetValue<long>();
        var fee = (long)Math.Round(amount * 0.0236m, MidpointRounding.AwayFromZero);
        (payment["status"], payment["captured"], payment["fee"], payment["tax"]) = ("captured", true, fee, fee * 18 / 118);
        RazorpayStore.Put(store.Payments, payment);
        var order = RazorpayStore.Get(store.Orders, payment["order_id"]!.GetValue<string>());
        (order["status"], order["amount_paid"], order["amount_due"]) = ("paid", amount, 0);
        RazorpayStore.Put(store.Orders, order);
        var id = payment["id"]!.GetValue<string>();
        effects.Charged(new ChargeEffect(id, id, amount, payment["currency"]!.GetValue<string>(), order["notes"]!.DeepClone().AsObject(), store.Time));
        store.Emit("payment.captured", ("payment", payment));
        store.Emit("order.paid", ("payment", payment), ("order", order));
        return payment;
    }

    private JsonObject Fail(JsonObject payment, string reason, string description)
    {
        (payment["status"], payment["error_code"], payment["error_description"], payment["error_reason"]) = ("failed", "BAD_REQUEST_ERROR", description, reason);
        RazorpayStore.Put(store.Payments, payment);
        store.Emit("payment.failed", ("payment", payment));
        return payment;
    }
}
