using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing;

public enum PaymentState
{
    /// <summary>P02: the intent is durable; the gateway may or may not know of it.</summary>
    Intended,

    /// <summary>The hosted page is open.</summary>
    Open,
    Succeeded,
    Failed,
    Expired,
}

/// <summary>One attempt to pay through a gateway, bound to one invoice (or to the customer's wallet), amount and currency.</summary>
public sealed class Payment : Aggregate
{
    private Payment(Guid id)
        : base(id)
    {
    }

    private Payment()
    {
    }

    /// <summary>Null for a top-up: the money goes into the customer's wallet.</summary>
    public Guid? InvoiceId { get; private set; }

    public Guid CustomerId { get; private set; }

    public string Provider { get; private set; } = "";

    public Money Amount { get; private set; }

    public PaymentState State { get; private set; }

    /// <summary>The gateway's id of the hosted page.</summary>
    public string? SessionId { get; private set; }

    public string? Url { get; private set; }

    /// <summary>The pay link's token the gateway's page leads back to; part of the intent, so that a repeated call asks for the same. None for a top-up.</summary>
    public string ReturnToken { get; private set; } = "";

    /// <summary>The gateway's id of the payment itself, once it has one.</summary>
    public string? ExternalId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the hosted page closes; part of the intent, so that a repeated call asks for the same.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public string? FailureReason { get; private set; }

    /// <summary>The saved card it is charged to without the customer; null for a hosted page.</summary>
    public Guid? MethodId { get; private set; }

    /// <summary>P02: durable, the same for every repeat of this intent, another for the next intent.</summary>
    public string IdempotencyKey => $"payment-{Id:N}";

    public bool IsUnderway => State is PaymentState.Intended or PaymentState.Open;

    public static Payment Intend(Guid id, Invoice invoice, string provider, string returnToken, DateTimeOffset at, DateTimeOffset expiresAt) => new(id)
    {
        InvoiceId = invoice.Id,
        CustomerId = invoice.CustomerId,
        Provider = provider,
        ReturnToken = returnToken,
        Amount = invoice.AmountDue,
        State = PaymentState.Intended,
        CreatedAt = at,
        ExpiresAt = expiresAt,
    };

    /// <summary>A top-up of the customer's wallet.</summary>
    public static Payment IntendTopUp(
        Guid id, Guid customerId, Money amount, string provider, DateTimeOffset at, DateTimeOffset expiresAt) => new(id)
        {
            CustomerId = customerId,
            Provider = provider,
            Amount = amount,
            State = PaymentState.Intended,
            CreatedAt = at,
            ExpiresAt = expiresAt,
        };

    /// <summary>P02: the intent to charge a saved card.</summary>
    public static Payment IntendCharge(Guid id, Invoice invoice, string provider, Guid methodId, DateTimeOffset at, DateTimeOffset expiresAt)
    {
        var payment = Intend(id, invoice, provider, "", at, expiresAt);
        payment.MethodId = methodId;
        return payment;
    }

    public void Opened(string sessionId, string url)
    {
        if (State == PaymentState.Intended)
            (State, SessionId, Url) = (PaymentState.Open, sessionId, url);
    }

    /// <summary>O01: late authorisation counts, whatever we thought before; success is never taken back.</summary>
    public void Succeed(string externalId, DateTimeOffset at)
    {
        if (State == PaymentState.Succeeded)
            return;
        (State, ExternalId, EndedAt, FailureReason) = (PaymentState.Succeeded, externalId, at, null);
    }

    public void Expire(DateTimeOffset at)
    {
        if (IsUnderway)
            (State, EndedAt) = (PaymentState.Expired, at);
    }

    public void Fail(string reason, DateTimeOffset at)
    {
        if (IsUnderway)
            (State, FailureReason, EndedAt) = (PaymentState.Failed, reason, at);
    }

    /// <summary>The customer's bank said no, and the hosted page is still open for another try.</summary>
    public void Declined(string reason) => FailureReason = IsUnderway ? reason : FailureReason;
}
