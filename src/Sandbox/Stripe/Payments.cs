using System.Text.Json.Nodes;
using EzSolutions.Sandbox.Effects;

namespace EzSolutions.Sandbox.Stripe;

/// <summary>Payment methods and the confirmation of payment intents: where money moves.</summary>
internal sealed class Payments(StripeStore store, StripeEvents events, EffectLog effects)
{
    public JsonObject CreateMethod(string number, string? name, string? email, long expMonth = 12, long expYear = 2034)
    {
        var method = store.Create(StripeKind.PaymentMethod);
        method["allow_redisplay"] = "unspecified";
        method["billing_details"] = new JsonObject { ["address"] = new JsonObject { ["city"] = null, ["country"] = null, ["line1"] = null, ["line2"] = null, ["postal_code"] = null, ["state"] = null }, ["email"] = email, ["name"] = name, ["phone"] = null };
        method["card"] = Card(number, expMonth, expYear);
        method["customer"] = null;
        method["metadata"] = new JsonObject();
        method["type"] = "card";
        store.KeepNumber(method["id"]!.GetValue<string>(), number, authenticated: false);
        return store.Put(StripeKind.PaymentMethod, method);
    }

    /// <summary>A stored method, or a new one for Stripe's test tokens (pm_card_visa).</summary>
    public JsonObject Method(string id, string param) => TestCard.NumberOfToken(id) is { } number
        ? CreateMethod(number, null, null)
        : store.Get(StripeKind.PaymentMethod, id, param);

    public JsonObject Attach(JsonObject method, string customer, StripeCall? call)
    {
        method["customer"] = customer;
        store.Put(StripeKind.PaymentMethod, method);
        events.Emit("payment_method.attached", method, call);
        return method;
    }

    public JsonObject CreateIntent(long amount, string currency, string? customer, JsonObject metadata, StripeCall? call)
    {
        CheckAmount(amount, currency);
        var intent = store.Create(StripeKind.PaymentIntent);
        var id = intent["id"]!.GetValue<string>();
        intent["amount"] = amount;
        intent["amount_capturable"] = 0;
        intent["amount_received"] = 0;
        intent["canceled_at"] = null;
        intent["cancellation_reason"] = null;
        intent["capture_method"] = "automatic_async";
        intent["client_secret"] = $"{id}_secret_{StripeStore.NewId("x")[2..]}";
        intent["confirmation_method"] = "automatic";
        intent["currency"] = currency;
        intent["customer"] = customer;
        intent["description"] = null;
        intent["last_payment_error"] = null;
        intent["latest_charge"] = null;
        intent["metadata"] = metadata;
        intent["next_action"] = null;
        intent["payment_method"] = null;
        intent["payment_method_types"] = new JsonArray("card");
        intent["receipt_email"] = null;
        intent["setup_future_usage"] = null;
        intent["status"] = "requires_payment_method";
        store.Put(StripeKind.PaymentIntent, intent);
        events.Emit("payment_intent.created", intent, call);
        return intent;
    }

    /// <summary>Asks the network. The intent returned is stored; its status tells the outcome.</summary>
    public JsonObject Confirm(JsonObject intent, JsonObject method, bool offSession, string challengeUrl, StripeCall? call)
    {
        var methodId = method["id"]!.GetValue<string>();
        var (number, authenticated) = store.NumberOf(methodId);
        var verdict = TestCard.Ask(number, authenticated);
        if (offSession && (verdict.AsksHolder || TestCard.AlwaysAsks(number)))
            verdict = new CardVerdict("authentication_required", "authentication_required", "Your card was declined. This transaction requires authentication.", AsksHolder: false);
        intent["payment_method"] = methodId;
        intent["next_action"] = null;
        if (verdict.AsksHolder)
        {
            intent["status"] = "requires_action";
            intent["next_action"] = new JsonObject { ["type"] = "redirect_to_url", ["redirect_to_url"] = new JsonObject { ["url"] = challengeUrl, ["return_url"] = null } };
            store.Put(StripeKind.PaymentIntent, intent);
            events.Emit("payment_intent.requires_action", intent, call);
            return intent;
        }

        return verdict.Approved ? Succeed(intent, method, call) : Fail(intent, method, verdict, call);
    }

    /// <summary>The holder has answered the bank's question.</summary>
    public JsonObject Authenticate(JsonObject intent, bool completed, StripeCall? call)
    {
        var method = store.Get(StripeKind.PaymentMethod, intent["payment_method"]!.GetValue<string>(), "payment_method");
        if (!completed)
        {
            return Fail(intent, method, new CardVerdict("payment_intent_authentication_failure", null, "We are unable to authenticate your payment method. Please choose a different payment method and try again.", AsksHolder: false), call);
        }

        var methodId = method["id"]!.GetValue<string>();
        store.KeepNumber(methodId, store.NumberOf(methodId).Number, authenticated: true);
        return Succeed(intent, method, call);
    }

    public static void CheckAmount(long amount, string currency)
    {
        if (amount < 1)
            throw StripeRefusal.Invalid("This value must be greater than or equal to 1.", "amount", "parameter_invalid_integer");
        if (Currencies.ThreeDecimal(currency) && amount % 10 != 0)
            throw StripeRefusal.Invalid("Amounts in currencies of three decimals must be divisible by 10.", "amount", "parameter_invalid_integer");
        if (amount > 99_999_999)
            throw StripeRefusal.Invalid("Amount must be no more than $999,999.99", "amount", "amount_too_large");
        if (!Currencies.ZeroDecimal(currency) && amount < 50)
            throw StripeRefusal.Invalid("Amount must convert to at least 50 cents.", "amount", "amount_too_small");
    }

    private JsonObject Succeed(JsonObject intent, JsonObject method, StripeCall? call)
    {
        var charge = Charge(intent, method, paid: true, null);
        var amount = intent["amount"]!.GetValue<long>();
        intent["status"] = "succeeded";
        intent["amount_received"] = amount;
        intent["latest_charge"] = charge["id"]!.GetValue<string>();
        intent["last_payment_error"] = null;
        intent["next_action"] = null;
        store.Put(StripeKind.PaymentIntent, intent);
        if (intent["setup_future_usage"] is not null && intent["customer"]?.GetValue<string>() is { } customer && method["customer"] is null)
            Attach(method, customer, call);
        effects.Charged(new ChargeEffect(
            intent["id"]!.GetValue<string>(), charge["id"]!.GetValue<string>(), amount, intent["currency"]!.GetValue<string>(),
            intent["metadata"]!.DeepClone().AsObject(), store.Time));
        events.Emit("charge.succeeded", charge, call);
        events.Emit("payment_intent.succeeded", intent, call);
        if (store.NumberOf(method["id"]!.GetValue<string>()).Number is var number && Disputes.IsDisputing(number))
            Disputes.Raise(store, events, this, charge, number);
        return intent;
    }

    private JsonObject Fail(JsonObject intent, JsonObject method, CardVerdict verdict, StripeCall? call)
    {
        var error = new JsonObject
        {
            ["code"] = verdict.Code,
            ["doc_url"] = $"https://stripe.com/docs/error-codes/{verdict.Code!.Replace('_', '-')}",
            ["message"] = verdict.Message,
            ["payment_method"] = method.DeepClone(),
            ["type"] = "card_error",
        };
        if (verdict.DeclineCode is not null)
            error["decline_code"] = verdict.DeclineCode;
        var charge = Charge(intent, method, paid: false, verdict);
        error["charge"] = charge["id"]!.GetValue<string>();
        intent["status"] = "requires_payment_method";
        intent["last_payment_error"] = error;
        intent["latest_charge"] = charge["id"]!.GetValue<string>();
        intent["payment_method"] = null;
        intent["next_action"] = null;
        store.Put(StripeKind.PaymentIntent, intent);
        events.Emit("charge.failed", charge, call);
        events.Emit("payment_intent.payment_failed", intent, call);
        return intent;
    }

    private JsonObject Charge(JsonObject intent, JsonObject method, bool paid, CardVerdict? verdict)
    {
        var amount = intent["amount"]!.GetValue<long>();
        var currency = intent["currency"]!.GetValue<string>();
        var charge = store.Create(StripeKind.Charge);
        charge["amount"] = amount;
        charge["amount_captured"] = paid ? amount : 0;
        charge["amount_refunded"] = 0;
        charge["balance_transaction"] = paid ? Balance("charge", charge["id"]!.GetValue<string>(), amount, Fee(amount), currency) : null;
        charge["billing_details"] = method["billing_details"]!.DeepClone();
        charge["captured"] = paid;
        charge["currency"] = currency;
        charge["customer"] = intent["customer"]?.DeepClone();
        charge["description"] = intent["description"]?.DeepClone();
        charge["disputed"] = false;
        charge["failure_code"] = verdict?.Code;
        charge["failure_message"] = verdict?.Message;
        charge["metadata"] = intent["metadata"]!.DeepClone();
        charge["outcome"] = new JsonObject
        {
            ["network_status"] = paid ? "approved_by_network" : "declined_by_network",
            ["reason"] = verdict?.DeclineCode,
            ["risk_level"] = "normal",
            ["seller_message"] = paid ? "Payment complete." : "The bank did not return any further details with this decline.",
            ["type"] = paid ? "authorized" : "issuer_declined",
        };
        charge["paid"] = paid;
        charge["payment_intent"] = intent["id"]!.GetValue<string>();
        charge["payment_method"] = method["id"]!.GetValue<string>();
        charge["payment_method_details"] = new JsonObject { ["card"] = method["card"]!.DeepClone(), ["type"] = "card" };
        charge["receipt_email"] = intent["receipt_email"]?.DeepClone();
        charge["refunded"] = false;
        charge["status"] = paid ? "succeeded" : "failed";
        return store.Put(StripeKind.Charge, charge);
    }

    public string Balance(string type, string source, long amount, long fee, string currency)
    {
        var transaction = store.Create(StripeKind.BalanceTransaction);
        transaction["amount"] = amount;
        transaction["available_on"] = store.Now + (2 * 86_400);
        transaction["currency"] = currency;
        transaction["description"] = null;
        transaction["exchange_rate"] = null;
        transaction["fee"] = fee;
        transaction["fee_details"] = fee == 0 ? new JsonArray() : new JsonArray(new JsonObject { ["amount"] = fee, ["application"] = null, ["currency"] = currency, ["description"] = "Stripe processing fees", ["type"] = "stripe_fee" });
        transaction["net"] = amount - fee;
        transaction["reporting_category"] = type;
        transaction["source"] = source;
        transaction["status"] = "pending";
        transaction["type"] = type;
        store.Put(StripeKind.BalanceTransaction, transaction);
        return transaction["id"]!.GetValue<string>();
    }

    /// <summary>As above, whole: where Stripe shows the transaction itself and not its id.</summary>
    public JsonObject BalanceShown(string type, string source, long amount, long fee, string currency) =>
        store.Find(StripeKind.BalanceTransaction, Balance(type, source, amount, fee, currency))!.DeepClone().AsObject();

    private static long Fee(long amount) => (long)Math.Round(amount * 0.029m, MidpointRounding.AwayFromZero) + 30;

    private static JsonObject Card(string number, long expMonth, long expYear) => new()
    {
        ["brand"] = TestCard.BrandOf(number),
        ["checks"] = new JsonObject { ["address_line1_check"] = null, ["address_postal_code_check"] = null, ["cvc_check"] = "pass" },
        ["country"] = "US",
        ["display_brand"] = TestCard.BrandOf(number),
        ["exp_month"] = expMonth,
        ["exp_year"] = expYear,
        ["funding"] = "credit",
        ["last4"] = number[^4..],
        ["three_d_secure_usage"] = new JsonObject { ["supported"] = true },
        ["wallet"] = null,
    };
}
