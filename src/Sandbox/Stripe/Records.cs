using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Stripe;

/// <summary>Sessions, payment methods, and what is only read: charges, events, balance transactions.</summary>
internal sealed class Records(StripeStore store, StripeEvents events, Payments payments, CheckoutSessions sessions)
{
    public void Map(StripeRoutes routes)
    {
        routes.Post("/v1/checkout/sessions", CheckoutSessions.Params, call => sessions.Create(call));
        routes.Get("/v1/checkout/sessions", StripeParams.List("customer", "payment_intent", "status"), call => List(StripeKind.Session, call, "/v1/checkout/sessions", "customer", "payment_intent", "status"));
        routes.Get("/v1/checkout/sessions/{id}", new StripeParams(), call => store.Get(StripeKind.Session, call.Id, "session"));
        routes.Post("/v1/checkout/sessions/{id}", new StripeParams("metadata[*]"), UpdateSession);
        routes.Post("/v1/checkout/sessions/{id}/expire", new StripeParams(), call => sessions.Expire(call.Id, call));
        routes.Get("/v1/checkout/sessions/{id}/line_items", StripeParams.List(), call => store.Get(StripeKind.Session, call.Id, "session")["line_items"]!.DeepClone().AsObject());
        routes.Get("/v1/charges", StripeParams.List("customer", "payment_intent"), call => List(StripeKind.Charge, call, "/v1/charges", "customer", "payment_intent"));
        routes.Get("/v1/charges/{id}", new StripeParams(), call => store.Get(StripeKind.Charge, call.Id, "charge"));
        routes.Get("/v1/balance_transactions", StripeParams.List("source", "type"), call => List(StripeKind.BalanceTransaction, call, "/v1/balance_transactions", "source", "type"));
        routes.Get("/v1/balance_transactions/{id}", new StripeParams(), call => store.Get(StripeKind.BalanceTransaction, call.Id, "id"));
        routes.Get("/v1/events", StripeParams.List("type", "types[]"), Events);
        routes.Get("/v1/events/{id}", new StripeParams(), call => store.Get(StripeKind.Event, call.Id, "id"));
        routes.Post("/v1/payment_methods", new StripeParams("type", "card[number]", "card[exp_month]", "card[exp_year]", "card[cvc]", "card[token]", "billing_details[name]", "billing_details[email]", "billing_details[phone]", "metadata[*]"), CreateMethod);
        routes.Get("/v1/payment_methods", StripeParams.List("customer", "type"), call => List(StripeKind.PaymentMethod, call, "/v1/payment_methods", "customer", "type"));
        routes.Get("/v1/payment_methods/{id}", new StripeParams(), call => store.Get(StripeKind.PaymentMethod, call.Id, "payment_method"));
        routes.Post("/v1/payment_methods/{id}/attach", new StripeParams("customer"), Attach);
        routes.Post("/v1/payment_methods/{id}/detach", new StripeParams(), Detach);
    }

    private JsonObject List(StripeKind kind, StripeCall call, string url, params string[] filters) => StripeList.Of(
        store.All(kind).Where(item => Array.TrueForAll(filters, f => call.Form.Text(f) is not { } wanted || item[f]?.GetValue<string>() == wanted)), call.Form, url);

    private JsonObject Events(StripeCall call)
    {
        var types = call.Form.Node("types")?.Items.Select(i => i.Value).ToHashSet(StringComparer.Ordinal);
        if (call.Form.Text("type") is { } one)
            types = new HashSet<string?>(StringComparer.Ordinal) { one };
        return StripeList.Of(store.All(StripeKind.Event).Where(e => types is null || types.Contains(e["type"]!.GetValue<string>())), call.Form, "/v1/events");
    }

    private StripeAnswer UpdateSession(StripeCall call)
    {
        var session = store.Get(StripeKind.Session, call.Id, "session");
        session["metadata"] = StripeMetadata.Merge(session["metadata"], call.Form.Node("metadata"));
        return store.Put(StripeKind.Session, session);
    }

    private StripeAnswer CreateMethod(StripeCall call)
    {
        var form = call.Form;
        form.Choice("type", null, "card");
        var card = form.RequiredNode("card");
        var number = card.Text("token") is { } token
            ? TestCard.NumberOfToken(token) ?? throw StripeRefusal.Missing("token", token, "card[token]")
            : TestCard.Digits(card.Required("number"));
        if (number.Length is < 12 or > 19)
            throw new StripeRefusal(402, "card_error", "Your card number is incorrect.") { Code = "incorrect_number", Param = "card[number]" };
        var details = form.Node("billing_details");
        return payments.CreateMethod(number, details?.Text("name"), details?.Text("email"), card.Integer("exp_month") ?? 12, card.Integer("exp_year") ?? 2034);
    }

    private StripeAnswer Attach(StripeCall call)
    {
        var customer = call.Form.Required("customer");
        store.Get(StripeKind.Customer, customer, "customer");
        var method = payments.Method(call.Id, "payment_method");
        if (method["customer"]?.GetValue<string>() is { } owner && owner != customer)
            throw StripeRefusal.Invalid("The payment method you provided has already been attached to a customer.", "payment_method", "payment_method_already_attached");
        return payments.Attach(method, customer, call);
    }

    private StripeAnswer Detach(StripeCall call)
    {
        var method = store.Get(StripeKind.PaymentMethod, call.Id, "payment_method");
        if (method["customer"] is null)
            throw StripeRefusal.Invalid("The payment method you provided is not attached to a customer so detachment is impossible.", null, "payment_method_not_attached");
        method["customer"] = null;
        store.Put(StripeKind.PaymentMethod, method);
        events.Emit("payment_method.detached", method, call);
        return method;
    }
}
