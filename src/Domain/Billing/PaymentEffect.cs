using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing;

/// <summary>
/// M05: what one payment at a gateway has done here, once and for ever: unique by (provider, payment id, effect). Two events can describe one
/// payment; the second finds this row.
/// </summary>
public sealed class PaymentEffect : Entity
{
    public const string Capture = "capture";
    public const string Fee = "fee";
    public const string Refunded = "refund";
    public const string RefundReturned = "refund_returned";
    public const string Chargeback = "chargeback";
    public const string ChargebackReturned = "chargeback_returned";
    public const string ChargebackLost = "chargeback_lost";
    public const string NotCaptured = "not_captured";

    /// <summary>The provider of what was paid out of a wallet; its payment id is the journal entry's.</summary>
    public const string WalletProvider = "wallet";

    private PaymentEffect(Guid id)
        : base(id)
    {
    }

    private PaymentEffect()
    {
    }

    public string Provider { get; private set; } = "";

    /// <summary>The gateway's id of the payment.</summary>
    public string PaymentId { get; private set; } = "";

    public string Effect { get; private set; } = "";

    /// <summary>Null for a top-up of a wallet.</summary>
    public Guid? InvoiceId { get; private set; }

    public Money Amount { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <param name="invoiceId">Null for a top-up of a wallet.</param>
    public static PaymentEffect Captured(Guid id, string provider, string paymentId, Guid? invoiceId, Money amount, DateTimeOffset at) =>
        Of(Capture, id, provider, paymentId, invoiceId, amount, at);

    /// <param name="effect">One of this type's words.</param>
    /// <param name="paymentId">The gateway's id of what had the effect: a payment, a refund, a dispute.</param>
    public static PaymentEffect Of(string effect, Guid id, string provider, string paymentId, Guid? invoiceId, Money amount, DateTimeOffset at) => new(id)
    {
        Provider = provider,
        PaymentId = paymentId,
        Effect = effect,
        InvoiceId = invoiceId,
        Amount = amount,
        CreatedAt = at,
    };
}

/// <summary>M06: the part of a payment that went to an invoice; an invoice's paid amount is the sum of these.</summary>
public sealed class PaymentAllocation : Entity
{
    private PaymentAllocation(Guid id)
        : base(id)
    {
    }

    private PaymentAllocation()
    {
    }

    public Guid InvoiceId { get; private set; }

    public Guid EffectId { get; private set; }

    public Money Amount { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public static PaymentAllocation Create(Guid id, PaymentEffect effect, Money amount, DateTimeOffset at) =>
        new(id) { InvoiceId = effect.InvoiceId ?? throw new InvalidOperationException("M06: a top-up pays no invoice."), EffectId = effect.Id, Amount = amount, CreatedAt = at };
}
