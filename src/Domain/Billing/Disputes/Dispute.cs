using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.Disputes;

public enum DisputeState
{
    /// <summary>The bank asks first; no money has moved.</summary>
    Inquiry,

    /// <summary>The money is gone for now; an answer is wanted.</summary>
    NeedsResponse,
    UnderReview,
    Won,
    Lost,

    /// <summary>An inquiry that ended without a chargeback.</summary>
    Closed,
}

/// <summary>What a gateway says about a dispute, by its present state.</summary>
/// <param name="PaymentId">The gateway's id of the payment.</param>
/// <param name="MoneyTaken">Whether the amount is withdrawn from us at the moment.</param>
public sealed record DisputeReport(
    string ExternalId, string PaymentId, Money Amount, DisputeState State, bool MoneyTaken, string Reason, DateTimeOffset? RespondBy)
{
    /// <summary>What the gateway keeps for its work on the dispute; null while it has not said.</summary>
    public Money? Fee { get; init; }
}

/// <summary>A customer's bank takes a payment back. Each withdrawal and each return is booked once.</summary>
public sealed class Dispute : Aggregate
{
    private Dispute(Guid id)
        : base(id)
    {
    }

    private Dispute()
    {
    }

    public string Provider { get; private set; } = "";

    public string ExternalId { get; private set; } = "";

    /// <summary>The capture it is about.</summary>
    public Guid EffectId { get; private set; }

    /// <summary>Null for a top-up of a wallet.</summary>
    public Guid? InvoiceId { get; private set; }

    public Guid CustomerId { get; private set; }

    public Money Amount { get; private set; }

    public DisputeState State { get; private set; }

    public string Reason { get; private set; } = "";

    public DateTimeOffset? RespondBy { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public bool IsOpen => State is DisputeState.Inquiry or DisputeState.NeedsResponse or DisputeState.UnderReview;

    public static Dispute Open(Guid id, string provider, DisputeReport report, PaymentEffect capture, Guid customerId, DateTimeOffset at)
    {
        var dispute = new Dispute(id)
        {
            Provider = provider,
            ExternalId = report.ExternalId,
            EffectId = capture.Id,
            InvoiceId = capture.InvoiceId,
            CustomerId = customerId,
            Amount = report.Amount,
            Reason = report.Reason,
            OpenedAt = at,
        };
        dispute.Follow(report, at);
        return dispute;
    }

    /// <summary>Events come in any order; the gateway's present state is what counts, and an ended dispute stays ended.</summary>
    public void Follow(DisputeReport report, DateTimeOffset at)
    {
        if (ClosedAt is not null)
            return;
        (State, RespondBy) = (report.State, report.RespondBy);
        if (!IsOpen)
            ClosedAt = at;
    }
}
