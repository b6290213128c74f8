using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Stripe;

internal enum CheckoutOutcome
{
    Paid,
    Declined,
    AsksHolder,
    NotOpen,
}

/// <summary>Checkout sessions from their creation to the end: paid, set up or expired.</summary>
internal sealed class CheckoutSessions(StripeStore store, StripeEvents events, Payments payments, SandboxOptions options)
{
    private const int ShortestMinutes = 30;
    private const int LongestHours = 24;

    public static readonly StripeParams Params = new(
        "mode", "success_url", "cancel_url", "client_reference_id", "customer", "customer_email", "customer_creation", "currency", "expires_at", "locale",
        "line_items[][price]", "line_items[][quantity]", "line_items[][price_data][currency]", "line_items[][price_data][unit_amount]",
        "line_items[][price_data][product_data][name]", "line_items[][price_data][product_data][description]", "line_items[][price_data][product_data][images][]",
        "line_items[][price_data][product_data][metadata][*]", "line_items[][price_data][tax_behavior]", "metadata[*]", "payment_method_types[]",
        "payment_intent_data[metadata][*]", "payment_intent_data[description]", "payment_intent_data[setup_future_usage]", "payment_intent_data[receipt_email]",
        "payment_intent_data[statement_descriptor]", "payment_intent_data[statement_descriptor_suffix]", "setup_intent_data[metadata][*]", "setup_intent_data[description]",
        "submit_type", "ui_mode", "billing_address_collection", "allow_promotion_codes", "automatic_tax[enabled]", "phone_number_collection[enabled]",
        "invoice_creation[enabled]", "custom_text[submit][message]", "payment_method_options[card][request_three_d_secure]", "saved_payment_method_options[payment_method_save]");

    public JsonObject Create(StripeCall call)
    {
        var form = call.Form;
        var mode = form.Choice("mode", null, "payment", "setup", "subscription");
        if (mode == "subscription")
            throw StripeRefusal.Invalid("The sandbox has no recurring prices; use mode payment or setup.", "mode");
        if (form.Text("customer") is { } customer)
            store.Get(StripeKind.Customer, customer, "customer");
        if (form.Text("customer") is not null && form.Text("customer_email") is not null)
            throw StripeRefusal.Invalid("You may only specify one of these parameters: customer, customer_email.", "customer_email");
        var session = store.Create(StripeKind.Session);
        var id = session["id"]!.GetValue<string>();
        var successUrl = Url(form, "success_url") ?? form.Required("success_url");
        var details = new JsonArray();
        var (lines, currency, total) = mode == "payment" ? Lines(form, details) : ([], form.Text("currency"), 0);
        session["amount_subtotal"] = mode == "payment" ? total : null;
        session["amount_total"] = mode == "payment" ? total : null;
        session["automatic_tax"] = new JsonObject { ["enabled"] = false, ["status"] = null };
        session["cancel_url"] = Url(form, "cancel_url");
        session["client_reference_id"] = form.Text("client_reference_id") is { Length: <= 200 } or null ? form.Text("client_reference_id")
            : throw StripeRefusal.Invalid("client_reference_id can have up to 200 characters.", "client_reference_id");
        session["currency"] = currency;
        session["customer"] = form.Text("customer");
        session["customer_creation"] = mode == "payment" ? form.Choice("customer_creation", "if_required", "always") : null;
        session["customer_details"] = null;
        session["customer_email"] = form.Text("customer_email");
        session["expires_at"] = ExpiresAt(form);
        session["line_items"] = new JsonObject { ["object"] = "list", ["data"] = lines, ["has_more"] = false, ["url"] = $"/v1/checkout/sessions/{id}/line_items" };
        session["locale"] = form.Text("locale");
        session["metadata"] = StripeMetadata.Merge(null, form.Node("metadata"));
        session["mode"] = mode;
        session["payment_intent"] = null;
        session["payment_method_types"] = new JsonArray("card");
        session["payment_status"] = mode == "setup" ? "no_payment_required" : "unpaid";
        session["setup_intent"] = null;
        session["status"] = "open";
        session["success_url"] = successUrl;
        session["ui_mode"] = form.Choice("ui_mode", "hosted");
        session["url"] = call.Url($"checkout/{id}");
        var pending = form.Node(mode == "payment" ? "payment_intent_data" : "setup_intent_data");
        store.Put(StripeKind.Session, session);
        Keep(id, new JsonObject
        {
            ["metadata"] = StripeMetadata.Merge(null, pending?.Node("metadata")),
            ["details"] = details,
            ["description"] = pending?.Text("description"),
            ["setup_future_usage"] = pending?.Text("setup_future_usage"),
            ["receipt_email"] = pending?.Text("receipt_email"),
        });
        return session;
    }

    public JsonObject Expire(string id, StripeCall? call)
    {
        var session = store.Get(StripeKind.Session, id, "session");
        if (StatusOf(session) != "open")
            throw StripeRefusal.Invalid($"Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of `{StatusOf(session)}`.");
        return Close(session, call);
    }

    public void ExpireOverdue()
    {
        var now = store.Now;
        if (!store.All(StripeKind.Session).Any(s => IsOverdue(s, now)))
            return;
        store.Journal.Transact(() =>
        {
            foreach (var session in store.All(StripeKind.Session).Where(s => IsOverdue(s, now)).ToList())
                Close(session.DeepClone().AsObject(), null);
        });
    }

    /// <summary>The card form of the hosted page was sent.</summary>
    public (CheckoutOutcome Outcome, JsonObject Session, string? Message) Pay(string id, string number, string? email, string challengeUrl)
    {
        var session = store.Get(StripeKind.Session, id, "session");
        if (StatusOf(session) != "open" || IsOverdue(session, store.Now))
            return (CheckoutOutcome.NotOpen, session, null);
        var method = payments.CreateMethod(number, null, email);
        if (session["mode"]!.GetValue<string>() == "setup")
            return SetUp(session, method, number, email);

        var intent = session["payment_intent"]?.GetValue<string>() is { } known
            ? store.Get(StripeKind.PaymentIntent, known, "payment_intent")
            : Intent(session);
        session["payment_intent"] = intent["id"]!.GetValue<string>();
        store.Put(StripeKind.Session, session);
        return Outcome(session, payments.Confirm(intent, method, offSession: false, challengeUrl, null), email);
    }

    /// <summary>The bank's page sent the customer back.</summary>
    public (CheckoutOutcome Outcome, JsonObject Session, string? Message) Authenticate(string id, bool completed)
    {
        var session = store.Get(StripeKind.Session, id, "session");
        if (StatusOf(session) != "open" || session["payment_intent"]?.GetValue<string>() is not { } intentId)
            return (CheckoutOutcome.NotOpen, session, null);
        var intent = store.Get(StripeKind.PaymentIntent, intentId, "payment_intent");
        if (intent["status"]!.GetValue<string>() != "requires_action")
            return (CheckoutOutcome.Declined, session, "That check is over. Please enter your card again.");
        return Outcome(session, payments.Authenticate(intent, completed, null), null);
    }

    private (CheckoutOutcome Outcome, JsonObject Session, string? Message) Outcome(JsonObject session, JsonObject intent, string? email) =>
        intent["status"]!.GetValue<string>() switch
        {
            "succeeded" => (CheckoutOutcome.Paid, Complete(session, email), null),
            "requires_action" => (CheckoutOutcome.AsksHolder, session, null),
            _ => (CheckoutOutcome.Declined, session, intent["last_payment_error"]!["message"]!.GetValue<string>()),
        };

    private JsonObject Intent(JsonObject session)
    {
        var pending = Pending(session);
        var intent = payments.CreateIntent(
            session["amount_total"]!.GetValue<long>(), session["currency"]!.GetValue<string>(), session["customer"]?.GetValue<string>(),
            pending["metadata"]!.DeepClone().AsObject(), null);
        foreach (var field in new[] { "description", "setup_future_usage", "receipt_email" })
            intent[field] = pending[field]?.DeepClone();
        return store.Put(StripeKind.PaymentIntent, intent);
    }

    private (CheckoutOutcome, JsonObject, string?) SetUp(JsonObject session, JsonObject method, string number, string? email)
    {
        var verdict = TestCard.AskForSetup(number);
        var setup = store.Create(StripeKind.SetupIntent);
        SetupIntents.Fill(setup, session["customer"]?.GetValue<string>(), Pending(session)["metadata"]!.DeepClone().AsObject());
        events.Emit("setup_intent.created", setup);
        if (!verdict.Approved)
        {
            setup["last_setup_error"] = new JsonObject { ["code"] = verdict.Code, ["decline_code"] = verdict.DeclineCode, ["message"] = verdict.Message, ["type"] = "card_error" };
            store.Put(StripeKind.SetupIntent, setup);
            events.Emit("setup_intent.setup_failed", setup);
            return (CheckoutOutcome.Declined, session, verdict.Message);
        }

        var methodId = method["id"]!.GetValue<string>();
        store.KeepNumber(methodId, number, authenticated: true);
        if (session["customer"]?.GetValue<string>() is { } customer)
            payments.Attach(method, customer, null);
        setup["status"] = "succeeded";
        setup["payment_method"] = methodId;
        store.Put(StripeKind.SetupIntent, setup);
        events.Emit("setup_intent.succeeded", setup);
        session["setup_intent"] = setup["id"]!.GetValue<string>();
        return (CheckoutOutcome.Paid, Complete(session, email), null);
    }

    private JsonObject Complete(JsonObject session, string? email)
    {
        var mode = session["mode"]!.GetValue<string>();
        var customerId = session["customer"]?.GetValue<string>();
        var known = customerId is null ? null : store.Find(StripeKind.Customer, customerId);
        var shownEmail = known?["email"]?.GetValue<string>() ?? session["customer_email"]?.GetValue<string>() ?? email;
        if (customerId is null && mode == "payment" && session["customer_creation"]!.GetValue<string>() == "always")
        {
            var made = Customers.Make(store, shownEmail, null);
            store.Put(StripeKind.Customer, made);
            events.Emit("customer.created", made);
            session["customer"] = made["id"]!.GetValue<string>();
        }

        session["customer_details"] = new JsonObject { ["address"] = null, ["email"] = shownEmail, ["name"] = known?["name"]?.DeepClone(), ["phone"] = null, ["tax_exempt"] = "none", ["tax_ids"] = new JsonArray() };
        session["status"] = "complete";
        session["payment_status"] = mode == "setup" ? "no_payment_required" : "paid";
        session["url"] = null;
        store.Put(StripeKind.Session, session);
        events.Emit("checkout.session.completed", session);
        return session;
    }

    private JsonObject Close(JsonObject session, StripeCall? call)
    {
        session["status"] = "expired";
        session["url"] = null;
        store.Put(StripeKind.Session, session);
        if (session["payment_intent"]?.GetValue<string>() is { } intentId && store.Find(StripeKind.PaymentIntent, intentId) is { } intent)
        {
            intent["status"] = "canceled";
            intent["canceled_at"] = store.Now;
            intent["cancellation_reason"] = "automatic";
            store.Put(StripeKind.PaymentIntent, intent);
            events.Emit("payment_intent.canceled", intent, call);
        }

        events.Emit("checkout.session.expired", session, call);
        return session;
    }

    private long ExpiresAt(StripeForm form)
    {
        var now = store.Now;
        if (form.Integer("expires_at") is not { } at)
            return now + (LongestHours * 3600);
        // A minute of grace on both sides, for clocks that differ and requests on their way.
        if (at < now + (ShortestMinutes * 60) - 60)
            throw StripeRefusal.Invalid($"The `expires_at` timestamp must be at least {ShortestMinutes} minutes from Checkout Session creation.", "expires_at");
        return at <= now + (LongestHours * 3600) + 60 ? at
            : throw StripeRefusal.Invalid($"The `expires_at` timestamp must be less than {LongestHours} hours from Checkout Session creation.", "expires_at");
    }

    private static (JsonArray Lines, string Currency, long Total) Lines(StripeForm form, JsonArray details)
    {
        var lines = new JsonArray();
        string? currency = null;
        var total = 0L;
        foreach (var item in form.RequiredNode("line_items").Items)
        {
            if (item.Text("price") is { } price)
                throw StripeRefusal.Missing("price", price, item.PathOf("price"));
            var data = item.RequiredNode("price_data");
            var unit = data.RequiredInteger("unit_amount");
            var its = Currencies.Check(data.Required("currency"), data.PathOf("currency"));
            if (currency is not null && currency != its)
                throw StripeRefusal.Invalid("All line items must have the same currency.", "line_items");
            if (unit < 0)
                throw StripeRefusal.Invalid("Invalid non-negative integer", data.PathOf("unit_amount"), "parameter_invalid_integer");
            currency = its;
            var quantity = item.RequiredInteger("quantity");
            if (quantity < 1)
                throw StripeRefusal.Invalid("This value must be greater than or equal to 1.", item.PathOf("quantity"), "parameter_invalid_integer");
            var product = data.RequiredNode("product_data");
            var amount = checked(unit * quantity);
            total = checked(total + amount);
            lines.Add(new JsonObject
            {
                ["id"] = StripeStore.NewId("li"),
                ["object"] = "item",
                ["amount_discount"] = 0,
                ["amount_subtotal"] = amount,
                ["amount_tax"] = 0,
                ["amount_total"] = amount,
                ["currency"] = its,
                ["description"] = product.Required("name"),
                ["price"] = new JsonObject { ["id"] = StripeStore.NewId("price"), ["object"] = "price", ["active"] = false, ["currency"] = its, ["product"] = StripeStore.NewId("prod"), ["type"] = "one_time", ["unit_amount"] = unit, ["metadata"] = new JsonObject() },
                ["quantity"] = quantity,
            });
            details.Add(product.Text("description"));
        }

        Payments.CheckAmount(total, currency!);
        return (lines, currency!, total);
    }

    private static string? Url(StripeForm form, string name)
    {
        if (form.Text(name) is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? text
            : throw StripeRefusal.Invalid("Not a valid URL", name, "url_invalid");
    }

    private void Keep(string id, JsonObject pending) => store.Journal.Table<JsonObject>("stripe_session_data").Put(id, pending);

    /// <summary>What was asked for the payment but is not part of the session's own shape.</summary>
    public JsonObject Pending(JsonObject session) => store.Journal.Table<JsonObject>("stripe_session_data").Find(session["id"]!.GetValue<string>())!;

    private static string StatusOf(JsonObject session) => session["status"]!.GetValue<string>();

    private static bool IsOverdue(JsonObject session, long now) => StatusOf(session) == "open" && session["expires_at"]!.GetValue<long>() <= now;

    /// <summary>Where the customer goes after paying.</summary>
    public static string SuccessUrl(JsonObject session) => session["success_url"]!.GetValue<string>()
        .Replace("{CHECKOUT_SESSION_ID}", session["id"]!.GetValue<string>(), StringComparison.Ordinal);

    public string Merchant => options.MerchantName;
}
