using EzSolutions.Domain.Billing.Disputes;
using EzSolutions.Domain.Billing.PaymentMethods;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing;

/// <summary>
/// A gateway that takes money on a hosted page and tells us by signed events. It classifies its own failures: kind Unavailable means the same
/// call may be repeated with the same key and its outcome is unknown until then; any other kind is final.
/// </summary>
public interface IPaymentGateway
{
    /// <summary>Stable name, e.g. <c>stripe</c>; part of unique keys (M05).</summary>
    string Provider { get; }

    /// <summary>As customers read it, e.g. <c>Card (Stripe)</c>.</summary>
    string DisplayName { get; }

    /// <summary>Lower is offered first.</summary>
    int Rank { get; }

    /// <summary>Whether it is set up for this currency.</summary>
    bool Takes(Currency currency);

    /// <summary>Opens a hosted page, or answers the one that the same key opened before (P02).</summary>
    Task<Result<HostedPage>> OpenPageAsync(HostedPageRequest request, CancellationToken ct);

    /// <summary>The page as the gateway has it now.</summary>
    Task<Result<HostedPage>> FindPageAsync(string sessionId, CancellationToken ct);

    /// <summary>
    /// Closes an open page so that nobody can pay on it any more, where the gateway can do that; one that is closed already stays so. Money that
    /// arrives all the same is booked like any other.
    /// </summary>
    Task<Result<Done>> ClosePageAsync(string sessionId, CancellationToken ct);

    /// <summary>What the customer's browser has to post to <see cref="HostedPage.Url"/>; null where opening it is enough.</summary>
    HostedForm? FormFor(HostedPageRequest request, string sessionId);

    /// <summary>Whether the fields that came back with the customer's browser are signed by the gateway. A hint to look now, no proof of payment.</summary>
    bool VerifyReturn(string sessionId, IReadOnlyDictionary<string, string> fields);

    /// <summary>Checks the signature over the raw body. Errors: signature_invalid, event_malformed.</summary>
    Result<GatewayEvent> VerifyEvent(SignedBody received);

    /// <summary>What an event means, by the present state of what it is about; order and repetition of events do not matter.</summary>
    Task<Result<GatewayFact>> ExplainAsync(string type, string payload, CancellationToken ct);

    /// <summary>Gives (part of) a captured payment back, or answers what the same key gave back before (P02).</summary>
    Task<Result<GatewayRefund>> RefundAsync(GatewayRefundRequest request, CancellationToken ct);

    /// <summary>A captured payment as the gateway has it now; null when it has none by that id or its money never arrived.</summary>
    Task<Result<CapturedMoney?>> FindCaptureAsync(string externalId, CancellationToken ct);

    /// <summary>What was captured in a span of time, a page at a time, for reconciliation.</summary>
    /// <param name="after">The last page's <see cref="CapturePage.Next"/>; null for the first.</param>
    Task<Result<CapturePage>> ListCapturesAsync(DateTimeOffset from, DateTimeOffset to, string? after, CancellationToken ct);
}

/// <param name="IdempotencyKey">Durable; the same for every repeat.</param>
/// <param name="PaymentId">Our id; comes back with the page and with its events.</param>
/// <param name="InvoiceId">Null, as its number, for a top-up of a wallet.</param>
public sealed record HostedPageRequest(
    string IdempotencyKey, Guid PaymentId, Guid? InvoiceId, string? InvoiceNumber, string Description, Money Amount, string? CustomerEmail,
    Uri SuccessUrl, Uri CancelUrl, DateTimeOffset ExpiresAt);

public enum HostedPageState
{
    Open,
    Complete,
    Expired,
}

/// <param name="Url">Set while it is open.</param>
/// <param name="Captured">Set once its money has arrived.</param>
public sealed record HostedPage(string SessionId, HostedPageState State, Uri? Url, CapturedMoney? Captured);

/// <summary>A form that the customer's browser sends to the gateway.</summary>
public sealed record HostedForm(Uri Action, IReadOnlyDictionary<string, string> Fields);

/// <param name="ExternalId">The gateway's id of the payment.</param>
/// <param name="PaymentId">Our payment it was opened for, as the gateway gave it back; null when it names none.</param>
public sealed record CapturedMoney(string ExternalId, Guid? PaymentId, Money Amount)
{
    /// <summary>What the gateway keeps of it; null while it has not said. Its currency is the one the gateway settles in.</summary>
    public Money? Fee { get; init; }
}

/// <param name="Body">The raw bytes, as signed.</param>
/// <param name="EventId">Of a header, for gateways that send it there.</param>
public sealed record SignedBody(ReadOnlyMemory<byte> Body, string? Signature, string? EventId = null);

/// <summary>An event whose signature was right.</summary>
public sealed record GatewayEvent(string EventId, string Type);

/// <param name="IdempotencyKey">Durable; the same for every repeat.</param>
/// <param name="RefundId">Ours; comes back with the refund and its events.</param>
/// <param name="PaymentExternalId">The gateway's id of the captured payment.</param>
public sealed record GatewayRefundRequest(string IdempotencyKey, Guid RefundId, string PaymentExternalId, Money Amount);

public enum GatewayRefundState
{
    Pending,
    Succeeded,
    Failed,
}

/// <param name="ExternalId">The gateway's id of the refund.</param>
/// <param name="RefundId">Ours; null for one that was decided at the gateway.</param>
public sealed record GatewayRefund(string ExternalId, string PaymentExternalId, Guid? RefundId, Money Amount, GatewayRefundState State);

/// <param name="Next">Null at the end.</param>
public sealed record CapturePage(IReadOnlyList<CapturedMoney> Items, string? Next);

/// <summary>What an event turned out to mean.</summary>
public abstract record GatewayFact
{
    private GatewayFact()
    {
    }

    public sealed record Captured(CapturedMoney Money) : GatewayFact;

    /// <param name="Reason">For the customer, plain words.</param>
    /// <param name="Final">No further try on the same page.</param>
    public sealed record Declined(Guid? PaymentId, string Reason, bool Final) : GatewayFact;

    public sealed record PageExpired(Guid? PaymentId) : GatewayFact;

    /// <summary>Every refund there is of a payment, as they are now.</summary>
    public sealed record Refunded(IReadOnlyList<GatewayRefund> Refunds) : GatewayFact;

    public sealed record Disputed(DisputeReport Report) : GatewayFact;

    /// <param name="GatewayCustomer">The gateway's id of the customer who keeps the card there.</param>
    public sealed record MethodSaved(string GatewayCustomer, SavedCard Card) : GatewayFact;

    public sealed record MethodRemoved(string ExternalId) : GatewayFact;

    public sealed record DefaultChosen(string GatewayCustomer, string ExternalId) : GatewayFact;

    /// <summary>Means nothing to us.</summary>
    public sealed record Irrelevant(string Note) : GatewayFact;

    /// <summary>Means something that a person has to look at.</summary>
    public sealed record NeedsStaff(string Note) : GatewayFact;
}
