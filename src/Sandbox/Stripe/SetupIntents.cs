using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Stripe;

internal sealed class SetupIntents(StripeStore store, StripeEvents events, Payments payments)
{
    public void Map(StripeRoutes routes)
    {
        routes.Post("/v1/setup_intents", new StripeParams("customer", "payment_method", "confirm", "usage", "description", "metadata[*]", "payment_method_types[]", "automatic_payment_methods[enabled]", "return_url"), Create);
        routes.Get("/v1/setup_intents", StripeParams.List("customer"), call => StripeList.Of(
            store.All(StripeKind.SetupIntent).Where(s => call.Form.Text("customer") is not { } c || s["customer"]?.GetValue<string>() == c), call.Form, "/v1/setup_intents"));
        routes.Get("/v1/setup_intents/{id}", new StripeParams("client_secret"), call => store.Get(StripeKind.SetupIntent, call.Id, "intent"));
        routes.Post("/v1/setup_intents/{id}/confirm", new StripeParams("payment_method", "return_url"), call => Confirm(store.Get(StripeKind.SetupIntent, call.Id, "intent"), call));
        routes.Post("/v1/setup_intents/{id}/cancel", new StripeParams("cancellation_reason"), Cancel);
    }

    public static void Fill(JsonObject setup, string? customer, JsonObject metadata)
    {
        setup["client_secret"] = $"{setup["id"]!.GetValue<string>()}_secret_{StripeStore.NewId("x")[2..]}";
        setup["customer"] = customer;
        setup["description"] = null;
        setup["last_setup_error"] = null;
        setup["metadata"] = metadata;
        setup["next_action"] = null;
        setup["payment_method"] = null;
        setup["payment_method_types"] = new JsonArray("card");
        setup["status"] = "requires_payment_method";
        setup["usage"] = "off_session";
    }

    private StripeAnswer Create(StripeCall call)
    {
        var form = call.Form;
        if (form.Text("customer") is { } customer)
            store.Get(StripeKind.Customer, customer, "customer");
        var setup = store.Create(StripeKind.SetupIntent);
        Fill(setup, form.Text("customer"), StripeMetadata.Merge(null, form.Node("metadata")));
        setup["description"] = form.Text("description");
        setup["usage"] = form.Choice("usage", "off_session", "on_session");
        if (form.Text("payment_method") is { } method)
        {
            setup["payment_method"] = payments.Method(method, "payment_method")["id"]!.GetValue<string>();
            setup["status"] = "requires_confirmation";
        }

        store.Put(StripeKind.SetupIntent, setup);
        events.Emit("setup_intent.created", setup, call);
        return form.Flag("confirm") ? Confirm(setup, call) : setup;
    }

    private StripeAnswer Confirm(JsonObject setup, StripeCall call)
    {
        if (setup["status"]!.GetValue<string>() is "succeeded" or "canceled")
            throw StripeRefusal.Invalid($"You cannot confirm this SetupIntent because it has a status of {setup["status"]!.GetValue<string>()}.", null, "setup_intent_unexpected_state");
        // A token like pm_card_visa was made into a payment method when the intent was created.
        var sent = call.Form.Text("payment_method");
        var id = setup["payment_method"]?.GetValue<string>() is { } kept && (sent is null || TestCard.NumberOfToken(sent) is not null) ? kept : sent;
        var method = payments.Method(id ?? throw StripeRefusal.Invalid("You must provide a payment method to confirm a SetupIntent.", "payment_method", "parameter_missing"), "payment_method");
        var methodId = method["id"]!.GetValue<string>();
        var number = store.NumberOf(methodId).Number;
        var verdict = TestCard.AskForSetup(number);
        if (!verdict.Approved)
        {
            setup["status"] = "requires_payment_method";
            setup["last_setup_error"] = new JsonObject { ["code"] = verdict.Code, ["decline_code"] = verdict.DeclineCode, ["message"] = verdict.Message, ["type"] = "card_error" };
            store.Put(StripeKind.SetupIntent, setup);
            events.Emit("setup_intent.setup_failed", setup, call);
            var error = setup["last_setup_error"]!.DeepClone().AsObject();
            error["setup_intent"] = setup.DeepClone();
            return new StripeAnswer(402, new JsonObject { ["error"] = error });
        }

        store.KeepNumber(methodId, number, authenticated: true);
        if (setup["customer"]?.GetValue<string>() is { } customer)
            payments.Attach(method, customer, call);
        setup["payment_method"] = methodId;
        setup["status"] = "succeeded";
        setup["last_setup_error"] = null;
        store.Put(StripeKind.SetupIntent, setup);
        events.Emit("setup_intent.succeeded", setup, call);
        return setup;
    }

    private StripeAnswer Cancel(StripeCall call)
    {
        var setup = store.Get(StripeKind.SetupIntent, call.Id, "intent");
        if (setup["status"]!.GetValue<string>() is "succeeded" or "canceled")
            throw StripeRefusal.Invalid($"You cannot cancel this SetupIntent because it has a status of {setup["status"]!.GetValue<string>()}.", null, "setup_intent_unexpected_state");
        setup["status"] = "canceled";
        store.Put(StripeKind.SetupIntent, setup);
        events.Emit("setup_intent.canceled", setup, call);
        return setup;
    }
}
