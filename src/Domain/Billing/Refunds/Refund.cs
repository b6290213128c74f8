using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.Refunds;

public enum RefundState
{
    /// <summary>Asked for; waits for staff.</summary>
    Requested,

    /// <summary>P02: decided, and on its way to the gateway.</summary>
    Approved,

    /// <summary>The gateway has it and has not paid it out yet.</summary>
    Pending,
    Succeeded,
    Failed,
    Rejected,
}

public enum RefundDestination
{
    /// <summary>Back where the money came from.</summary>
    Origin,

    /// <summary>The customer's wallet here.</summary>
    Wallet,
}

/// <summary>
/// Money that goes back to a customer out of one captured payment. M07: all refunds of a payment that have not failed together never exceed
/// what was captured; the database keeps that too, under the payment's lock.
/// </summary>
public sealed class Refund : Aggregate
{
    private Refund(Guid id)
        : base(id)
    {
    }

    private Refund()
    {
    }

    /// <summary>The capture it gives back.</summary>
    public Guid EffectId { get; private set; }

    public Guid InvoiceId { get; private set; }

    public string InvoiceNumber { get; private set; } = "";

    public Guid CustomerId { get; private set; }

    public string Provider { get; private set; } = "";

    /// <summary>The gateway's id of the payment.</summary>
    public string PaymentId { get; private set; } = "";

    public Money Amount { get; private set; }

    public RefundDestination Destination { get; private set; }

    public string Reason { get; private set; } = "";

    public RefundState State { get; private set; }

    /// <summary>The gateway's id of the refund, once it has one.</summary>
    public string? ExternalId { get; private set; }

    public string? FailureReason { get; private set; }

    public string RequestedBy { get; private set; } = "";

    public string? DecidedBy { get; private set; }

    public DateTimeOffset RequestedAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>P02: durable, the same for every repeat.</summary>
    public string IdempotencyKey => $"refund-{Id:N}";

    /// <summary>M07: whether it takes from what can still be refunded.</summary>
    public bool Counts => State is not (RefundState.Failed or RefundState.Rejected);

    /// <param name="by">A short form of who asked, without personal data.</param>
    public static Refund Request(
        Guid id, PaymentEffect capture, Invoice invoice, Money amount, RefundDestination destination, string reason, string by, DateTimeOffset at)
    {
        if (!amount.IsPositive || amount > capture.Amount)
            throw new InvalidOperationException("M07: a refund is positive and at most what was captured.");
        return new Refund(id)
        {
            EffectId = capture.Id,
            InvoiceId = invoice.Id,
            InvoiceNumber = invoice.Number!,
            CustomerId = invoice.CustomerId,
            Provider = capture.Provider,
            PaymentId = capture.PaymentId,
            Amount = amount,
            Destination = destination,
            Reason = reason,
            State = RefundState.Requested,
            RequestedBy = by,
            RequestedAt = at,
        };
    }

    public Result<Done> Approve(string by, DateTimeOffset at)
    {
        if (State != RefundState.Requested)
            return RefundErrors.AlreadyDecided;
        (State, DecidedBy, DecidedAt) = (RefundState.Approved, by, at);
        return Done.Value;
    }

    public Result<Done> Reject(string by, string note, DateTimeOffset at)
    {
        if (State != RefundState.Requested)
            return RefundErrors.AlreadyDecided;
        (State, DecidedBy, DecidedAt, EndedAt, FailureReason) = (RefundState.Rejected, by, at, at, note);
        Raise(new RefundRejected(Id, CustomerId, InvoiceNumber, Amount, note));
        return Done.Value;
    }

    /// <summary>The gateway has taken it and will tell how it ended.</summary>
    public void Sent(string externalId)
    {
        if (State == RefundState.Approved)
            (State, ExternalId) = (RefundState.Pending, externalId);
    }

    /// <summary>The money has left; also for one that was decided at the gateway itself.</summary>
    public void Succeed(string externalId, DateTimeOffset at)
    {
        if (State == RefundState.Succeeded)
            return;
        (State, ExternalId, EndedAt, FailureReason) = (RefundState.Succeeded, externalId, at, null);
        Raise(new RefundPaid(Id, CustomerId, InvoiceId, InvoiceNumber, Amount, Destination));
    }

    /// <summary>The gateway will not, or the bank sent it back: what it took can be refunded again.</summary>
    public void Fail(string reason, DateTimeOffset at)
    {
        if (State is RefundState.Failed or RefundState.Rejected)
            return;
        (State, FailureReason, EndedAt) = (RefundState.Failed, reason, at);
    }
}

/// <summary>Money went back to the customer.</summary>
public sealed record RefundPaid(Guid RefundId, Guid CustomerId, Guid InvoiceId, string InvoiceNumber, Money Amount, RefundDestination Destination) : IDomainEvent;

/// <param name="Note">Why, for the customer.</param>
public sealed record RefundRejected(Guid RefundId, Guid CustomerId, string InvoiceNumber, Money Amount, string Note) : IDomainEvent;
