using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Ordering;

public enum ReservationState
{
    Held,

    /// <summary>Paid for.</summary>
    Consumed,

    /// <summary>Expired or cancelled; the units are back in stock.</summary>
    Released,
}

/// <summary>O09: units taken out of stock for an order before its customer is asked to pay; changed under the product's row lock.</summary>
public sealed class StockReservation : Aggregate
{
    private StockReservation(Guid id)
        : base(id)
    {
    }

    private StockReservation()
    {
    }

    public Guid OrderId { get; private set; }

    public Guid ProductId { get; private set; }

    public int Quantity { get; private set; }

    public ReservationState State { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public static StockReservation Hold(Guid id, Guid orderId, Guid productId, int quantity, DateTimeOffset until) => new(id)
    {
        OrderId = orderId,
        ProductId = productId,
        Quantity = quantity,
        State = ReservationState.Held,
        ExpiresAt = until,
    };

    /// <summary>Holds at least until then; never shortens.</summary>
    public void HoldUntil(DateTimeOffset until)
    {
        if (State == ReservationState.Consumed)
            return;
        State = ReservationState.Held;
        ExpiresAt = until > ExpiresAt ? until : ExpiresAt;
    }

    public void Consume() => State = ReservationState.Consumed;

    public void Release() => State = ReservationState.Released;
}
