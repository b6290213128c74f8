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

    /// <summary>Opens a hosted page, or answers the one that the same key opened before (P02).</summary>
    Task<Result<HostedPage>> OpenPageAsync(HostedPageRequest request, CancellationToken ct);

    /// <summary>The page as the gateway has it now.</summary>
    Task<Result<HostedPage>> FindPageAsync(string sessionId, CancellationToken ct);

    /// <summary>Closes an open page so that nobody can pay on it any more; one that is closed already stays so.</summary>
    Task<Result<Done>> ClosePageAsync(string sessionId, CancellationToken ct);

    /// <summary>Checks the signature over the raw body. Errors: signature_invalid, event_malformed.</summary>
    Result<GatewayEvent> VerifyEvent(ReadOnlyMemory<byte> body, string? signature);

    /// <summary>What an event means, by the present state of what it is about; order and repetition of events do not matter.</summary>
    Task<Result<GatewayFact>> ExplainAsync(string type, string payload, CancellationToken ct);
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

/// <param name="ExternalId">The gateway's id of the payment.</param>
/// <param name="PaymentId">Our payment it was opened for, as the gateway gave it back; null when it names none.</param>
public sealed record CapturedMoney(string ExternalId, Guid? PaymentId, Money Amount);

/// <summary>An event whose signature was right.</summary>
public sealed record GatewayEvent(string EventId, string Type);

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

    /// <summary>Means nothing to us.</summary>
    public sealed record Irrelevant(string Note) : GatewayFact;

    /// <summary>Means something that a person has to look at.</summary>
    public sealed record NeedsStaff(string Note) : GatewayFact;
}
