using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EzSolutions.Sandbox.Effects;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Razorpay;

/// <summary>Refunds, idempotent by header, and disputes as a bank raises them.</summary>
internal sealed partial class RazorpayRefunds(RazorpayStore store, EffectLog effects)
{
    internal sealed record Remembered(string Fingerprint, JsonObject Body);

    private static readonly string[] DisputeStates = ["open", "under_review", "won", "lost", "closed"];

    private readonly Table<Remembered> _results = store.Journal.Table<Remembered>("razorpay_refund_keys");

    public void Map(RazorpayApi api)
    {
        api.Post("/v1/payments/{id}/refund", ["amount", "speed", "notes", "receipt"], Refund);
        api.Get("/v1/payments/{id}/refunds", ["from", "to", "count", "skip"], call => RazorpayOrders.Page(store.Refunds, call.Body, r => r["payment_id"]!.GetValue<string>() == call.Id));
        api.Get("/v1/refunds/{id}", [], call => RazorpayStore.Get(store.Refunds, call.Id));
        api.Get("/v1/disputes/{id}", [], call => RazorpayStore.Get(store.Disputes, call.Id));
    }

    /// <summary>The customer's bank disputes a payment, or goes on with a dispute there is.</summary>
    public JsonObject Dispute(string paymentId, string status)
    {
        if (!DisputeStates.Contains(status, StringComparer.Ordinal))
            throw RazorpayRefusal.Bad("status must be one of: " + string.Join(", ", DisputeStates));
        var payment = RazorpayStore.Get(store.Payments, paymentId);
        var dispute = store.Disputes.All().FirstOrDefault(d => d["payment_id"]!.GetValue<string>() == paymentId)?.DeepClone().AsObject();
        var isNew = dispute is null;
        dispute ??= new JsonObject
        {
            ["id"] = RazorpayStore.NewId("disp"),
            ["entity"] = "dispute",
            ["payment_id"] = paymentId,
            ["amount"] = payment["amount"]!.DeepClone(),
            ["currency"] = payment["currency"]!.DeepClone(),
            ["reason_code"] = "goods_or_services_not_received",
            ["reason_description"] = "Services not received",
            ["respond_by"] = store.Now + (7 * 86_400),
            ["phase"] = "chargeback",
            ["created_at"] = store.Now,
        };
        dispute["status"] = status;
        dispute["amount_deducted"] = status == "lost" ? payment["amount"]!.GetValue<long>() : 0;
        RazorpayStore.Put(store.Disputes, dispute);
        store.Emit(isNew ? "payment.dispute.created" : $"payment.dispute.{status}", ("payment", payment), ("dispute", dispute));
        return dispute;
    }

    private JsonObject Refund(RazorpayCall call)
    {
        if (call.RefundKey.Length > 0 && !KeyForm().IsMatch(call.RefundKey))
            throw RazorpayRefusal.Bad("The idempotency key must be at least 10 characters of letters, numbers, hyphens and underscores.");
        var fingerprint = $"{call.Id} {call.Body.Canonical}";
        if (call.RefundKey.Length > 0 && _results.Find(call.RefundKey) is { } first)
        {
            return first.Fingerprint == fingerprint ? first.Body
                : throw RazorpayRefusal.Bad("Different request body sent for the same Idempotency Header");
        }

        var made = Make(call);
        if (call.RefundKey.Length > 0)
            _results.Put(call.RefundKey, new Remembered(fingerprint, made));
        return made;
    }

    private JsonObject Make(RazorpayCall call)
    {
        var payment = RazorpayStore.Get(store.Payments, call.Id);
        if (payment["status"]!.GetValue<string>() == "refunded")
            throw RazorpayRefusal.Bad("The payment has been fully refunded already");
        if (payment["status"]!.GetValue<string>() != "captured")
            throw RazorpayRefusal.Bad("The payment status should be captured for action to be taken");
        var refunded = payment["amount_refunded"]!.GetValue<long>();
        var left = payment["amount"]!.GetValue<long>() - refunded;
        var amount = call.Body.Integer("amount") ?? left;
        if (amount < (payment["currency"]!.GetValue<string>() == "INR" ? 100 : 1))
            throw RazorpayRefusal.Bad("The amount must be atleast INR 1.00", "amount");

        // M07: refunds never exceed what was captured.
        if (amount > left)
            throw RazorpayRefusal.Bad("The total refund amount is greater than the refund payment amount", "amount");
        var refund = RazorpayStore.Put(store.Refunds, new JsonObject
        {
            ["id"] = RazorpayStore.NewId("rfnd"),
            ["entity"] = "refund",
            ["amount"] = amount,
            ["currency"] = payment["currency"]!.DeepClone(),
            ["payment_id"] = call.Id,
            ["notes"] = call.Body.Notes(),
            ["receipt"] = call.Body.Text("receipt"),
            ["acquirer_data"] = new JsonObject { ["arn"] = null },
            ["created_at"] = store.Now,
            ["batch_id"] = null,
            ["status"] = "processed",
            ["speed_processed"] = "normal",
            ["speed_requested"] = call.Body.Text("speed") ?? "normal",
        });
        payment["amount_refunded"] = refunded + amount;
        payment["refund_status"] = amount == left ? "full" : "partial";
        if (amount == left)
            payment["status"] = "refunded";
        RazorpayStore.Put(store.Payments, payment);
        effects.Refunded(new RefundEffect(call.Id, refund["id"]!.GetValue<string>(), amount, payment["currency"]!.GetValue<string>(), store.Time));
        store.Emit("refund.created", ("refund", refund), ("payment", payment));
        store.Emit("refund.processed", ("refund", refund), ("payment", payment));
        return refund;
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{10,}$", RegexOptions.None, 100)]
    private static partial Regex KeyForm();
}
