namespace EzSolutions.Sandbox.Stripe;

/// <summary>A kind of object: its <c>object</c> value, id prefix and the name used in messages.</summary>
internal sealed record StripeKind(string Object, string Prefix, string Name)
{
    public static readonly StripeKind Customer = new("customer", "cus", "customer");
    public static readonly StripeKind Session = new("checkout.session", "cs_test", "checkout.session");
    public static readonly StripeKind PaymentIntent = new("payment_intent", "pi", "payment_intent");
    public static readonly StripeKind SetupIntent = new("setup_intent", "seti", "setupintent");
    public static readonly StripeKind PaymentMethod = new("payment_method", "pm", "PaymentMethod");
    public static readonly StripeKind Charge = new("charge", "ch", "charge");
    public static readonly StripeKind Refund = new("refund", "re", "refund");
    public static readonly StripeKind Dispute = new("dispute", "dp", "dispute");
    public static readonly StripeKind PortalSession = new("billing_portal.session", "bps", "billing portal session");
    public static readonly StripeKind Event = new("event", "evt", "event");
    public static readonly StripeKind BalanceTransaction = new("balance_transaction", "txn", "balance transaction");

    public static readonly StripeKind[] All =
        [Customer, Session, PaymentIntent, SetupIntent, PaymentMethod, Charge, Refund, Dispute, PortalSession, Event, BalanceTransaction];

    /// <summary>Fields that hold an id and can be expanded.</summary>
    public static StripeKind? OfField(string field) => field switch
    {
        "customer" => Customer,
        "payment_intent" => PaymentIntent,
        "setup_intent" => SetupIntent,
        "latest_charge" or "charge" => Charge,
        "payment_method" or "default_payment_method" => PaymentMethod,
        "balance_transaction" => BalanceTransaction,
        _ => null,
    };
}
