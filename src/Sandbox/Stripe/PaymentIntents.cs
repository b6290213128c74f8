using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Stripe;

internal sealed class PaymentIntents(StripeStore store, StripeEvents events, Payments payments)
{
    private static readonly string[] Cancellable = ["requires_payment_method", "requires_confirmation", "requires_action", "requires_capture", "processing"];

    public void Map(StripeRoutes routes)
    {
        routes.Post("/v1/payment_intents", new StripeParams(
            "amount", "currency", "customer", "payment_method", "confirm", "off_session", "description", "receipt_email", "setup_future_usage", "return_url",
            "statement_descriptor", "statement_descriptor_suffix", "error_on_requires_action", "metadata[*]", "payment_method_types[]",
            "automatic_payment_methods[enabled]", "automatic_payment_methods[allow_redirects]", "use_stripe_sdk", "confirmation_method", "capture_method"), Create);
        routes.Get("/v1/payment_intents", StripeParams.List("customer"), call => StripeList.Of(
            store.All(StripeKind.PaymentIntent).Where(i => call.Form.Text("customer") is not { } c || i["customer"]?.GetValue<string>() == c), call.Form, "/v1/payment_intents"));
        routes.Get("/v1/payment_intents/{id}", new StripeParams("client_secret"), call => store.Get(StripeKind.PaymentIntent, call.Id, "intent"));
        routes.Post("/v1/payment_intents/{id}", new StripeParams("description", "metadata[*]", "receipt_email"), Update);
        routes.Post("/v1/payment_intents/{id}/confirm", new StripeParams("payment_method", "off_session", "return_url", "receipt_email", "setup_future_usage", "error_on_requires_action", "use_stripe_sdk"), call =>
            Confirm(store.Get(StripeKind.PaymentIntent, call.Id, "intent"), call));
        routes.Post("/v1/payment_intents/{id}/cancel", new StripeParams("cancellation_reason"), Cancel);
    }

    private StripeAnswer Create(StripeCall call)
    {
        var form = call.Form;
        var amount = form.RequiredInteger("amount");
        var currency = Currencies.Check(form.Required("currency"), "currency");
        if (form.Text("customer") is { } customer)
            store.Get(StripeKind.Customer, customer, "customer");
        if (form.Text("capture_method") is "manual")
            throw StripeRefusal.Invalid("The sandbox captures at once; leave capture_method out.", "capture_method");
        var intent = payments.CreateIntent(amount, currency, form.Text("customer"), StripeMetadata.Merge(null, form.Node("metadata")), call);
        intent["description"] = form.Text("description");
        intent["receipt_email"] = form.Text("receipt_email");
        intent["setup_future_usage"] = form.Text("setup_future_usage");
        if (form.Text("payment_method") is { } method)
        {
            intent["payment_method"] = payments.Method(method, "payment_method")["id"]!.GetValue<string>();
            intent["status"] = "requires_confirmation";
        }

        store.Put(StripeKind.PaymentIntent, intent);
        if (form.Flag("confirm"))
            return Confirm(intent, call);
        return form.Text("off_session") is null ? intent
            : throw StripeRefusal.Invalid("off_session can only be used together with confirm=true.", "off_session");
    }

    private StripeAnswer Update(StripeCall call)
    {
        var intent = store.Get(StripeKind.PaymentIntent, call.Id, "intent");
        if (call.Form.Node("metadata") is { } metadata)
            intent["metadata"] = StripeMetadata.Merge(intent["metadata"], metadata);
        if (call.Form.Node("description") is not null)
            intent["description"] = call.Form.Text("description");
        if (call.Form.Node("receipt_email") is not null)
            intent["receipt_email"] = call.Form.Text("receipt_email");
        return store.Put(StripeKind.PaymentIntent, intent);
    }

    private StripeAnswer Confirm(JsonObject intent, StripeCall call)
    {
        var status = intent["status"]!.GetValue<string>();
        if (status is "succeeded" or "canceled" or "processing")
            throw Unexpected(intent, $"You cannot confirm this PaymentIntent because it has a status of {status}.");
        var form = call.Form;
        // A token like pm_card_visa was made into a payment method when the intent was created.
        var sent = form.Text("payment_method");
        var kept = intent["payment_method"]?.GetValue<string>();
        var methodId = kept is not null && (sent is null || TestCard.NumberOfToken(sent) is not null) ? kept : sent;
        var method = payments.Method(methodId ?? throw new StripeRefusal(400, "invalid_request_error", "You cannot confirm this PaymentIntent because it's missing a payment method.") { Code = "payment_intent_unexpected_state" }, "payment_method");
        var owner = method["customer"]?.GetValue<string>();
        if (owner is not null && owner != intent["customer"]?.GetValue<string>())
            throw StripeRefusal.Invalid("The provided PaymentMethod belongs to another Customer; include the customer parameter.", "payment_method", "payment_method_customer_mismatch");
        var offSession = form.Text("off_session") is not (null or "false");
        var confirmed = payments.Confirm(intent, method, offSession, call.Url($"challenge/{intent["id"]!.GetValue<string>()}"), call);
        if (confirmed["last_payment_error"] is not JsonObject error)
            return confirmed;
        // The decline stands: it is remembered under the idempotency key and the intent shows it.
        var body = error.DeepClone().AsObject();
        body["payment_intent"] = confirmed.DeepClone();
        return new StripeAnswer(402, new JsonObject { ["error"] = body });
    }

    private StripeAnswer Cancel(StripeCall call)
    {
        var intent = store.Get(StripeKind.PaymentIntent, call.Id, "intent");
        var status = intent["status"]!.GetValue<string>();
        if (!Cancellable.Contains(status))
            throw Unexpected(intent, $"You cannot cancel this PaymentIntent because it has a status of {status}. Only a PaymentIntent with one of the following statuses may be canceled: {string.Join(", ", Cancellable)}.");
        intent["status"] = "canceled";
        intent["canceled_at"] = store.Now;
        intent["cancellation_reason"] = call.Form.Text("cancellation_reason");
        store.Put(StripeKind.PaymentIntent, intent);
        events.Emit("payment_intent.canceled", intent, call);
        return intent;
    }

    private static StripeRefusal Unexpected(JsonObject intent, string message) =>
        new(400, "invalid_request_error", message) { Code = "payment_intent_unexpected_state", Param = intent["id"]!.GetValue<string>() };
}
