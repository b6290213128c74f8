using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing.PaymentMethods;

/// <summary>
/// A gateway that keeps customers' cards and charges them without the customer. Failures as in <see cref="IPaymentGateway"/>: Unavailable has no
/// known outcome and may be repeated with the same key.
/// </summary>
public interface ISavedMethodGateway
{
    /// <summary>As of <see cref="IPaymentGateway.Provider"/>.</summary>
    string Provider { get; }

    /// <summary>Makes the customer known, or answers the one that the same key made.</summary>
    /// <returns>The gateway's id.</returns>
    Task<Result<string>> EnsureCustomerAsync(string idempotencyKey, Guid customerId, string email, string name, CancellationToken ct);

    /// <summary>A hosted page where the customer enters a card; nothing is charged. An event tells of the card.</summary>
    Task<Result<Uri>> OpenSetupPageAsync(string gatewayCustomer, Uri successUrl, Uri cancelUrl, CancellationToken ct);

    /// <summary>The gateway's own pages for looking after one's cards.</summary>
    Task<Result<Uri>> OpenPortalAsync(string gatewayCustomer, Uri returnUrl, CancellationToken ct);

    /// <summary>Forgets a card; one that is gone already stays gone.</summary>
    Task<Result<Done>> RemoveAsync(string methodId, CancellationToken ct);

    /// <summary>Charges a card, or answers how the same key ended before. Errors besides Unavailable: card_declined, card_needs_customer, gateway_refused.</summary>
    /// <returns>The money; null when the bank takes its time and an event will tell.</returns>
    Task<Result<CapturedMoney?>> ChargeAsync(SavedCharge charge, CancellationToken ct);

    /// <summary>Looks for a charge whose answer was lost, by our payment's id.</summary>
    /// <returns>The money; null when none was taken.</returns>
    Task<Result<CapturedMoney?>> FindChargeAsync(string gatewayCustomer, Guid paymentId, DateTimeOffset since, CancellationToken ct);
}

/// <param name="IdempotencyKey">Durable; the same for every repeat.</param>
/// <param name="PaymentId">Our id; comes back with events.</param>
public sealed record SavedCharge(
    string IdempotencyKey, Guid PaymentId, Guid InvoiceId, string InvoiceNumber, string GatewayCustomer, string MethodId, Money Amount);
