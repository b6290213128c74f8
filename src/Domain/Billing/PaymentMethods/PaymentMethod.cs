using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing.PaymentMethods;

public enum PaymentMethodState
{
    Active,
    Removed,
}

/// <summary>A card as its gateway describes it; the number itself never reaches us.</summary>
/// <param name="ExternalId">The gateway's id.</param>
/// <param name="Brand">Lower case, e.g. <c>visa</c>.</param>
public sealed record SavedCard(string ExternalId, string Brand, string LastFour, int ExpiryMonth, int ExpiryYear);

/// <summary>A card that a customer keeps at a gateway to be charged without being there. One of them is the default.</summary>
public sealed class PaymentMethod : Aggregate
{
    private PaymentMethod(Guid id)
        : base(id)
    {
    }

    private PaymentMethod()
    {
    }

    public Guid CustomerId { get; private set; }

    public string Provider { get; private set; } = "";

    public string ExternalId { get; private set; } = "";

    public string Brand { get; private set; } = "";

    public string LastFour { get; private set; } = "";

    public int ExpiryMonth { get; private set; }

    public int ExpiryYear { get; private set; }

    public PaymentMethodState State { get; private set; }

    public bool IsDefault { get; private set; }

    public DateTimeOffset AddedAt { get; private set; }

    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>E.g. <c>Visa ending in 4242</c>.</summary>
    public string Display => $"{(Brand.Length == 0 ? "Card" : char.ToUpperInvariant(Brand[0]) + Brand[1..])} ending in {LastFour}";

    public static PaymentMethod Save(Guid id, Guid customerId, string provider, SavedCard card, bool isDefault, DateTimeOffset at)
    {
        var method = new PaymentMethod(id)
        {
            CustomerId = customerId,
            Provider = provider,
            ExternalId = card.ExternalId,
            State = PaymentMethodState.Active,
            IsDefault = isDefault,
            AddedAt = at,
        };
        method.Refresh(card);
        return method;
    }

    /// <summary>Banks renew cards behind our back: number and expiry change, the method stays.</summary>
    public void Refresh(SavedCard card) =>
        (Brand, LastFour, ExpiryMonth, ExpiryYear) = (card.Brand, card.LastFour, card.ExpiryMonth, card.ExpiryYear);

    public void MakeDefault() => IsDefault = State == PaymentMethodState.Active;

    public void StepBack() => IsDefault = false;

    public void Remove(DateTimeOffset at)
    {
        if (State == PaymentMethodState.Active)
            (State, IsDefault, RemovedAt) = (PaymentMethodState.Removed, false, at);
    }

    /// <summary>Taken away and added again at the gateway under the same id.</summary>
    public void Restore() => (State, RemovedAt) = (PaymentMethodState.Active, null);
}
