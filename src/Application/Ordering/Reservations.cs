using EzSolutions.Application.Common;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;

namespace EzSolutions.Application.Ordering;

/// <summary>O09: moves units between stock and orders, always under the product's row lock.</summary>
internal sealed class Reservations(IStore store)
{
    /// <summary>Holds the order's units at least until then, taking them again when they had lapsed. Errors: out_of_stock.</summary>
    public async Task<Result<Done>> HoldAsync(Guid orderId, DateTimeOffset until, CancellationToken ct)
    {
        if (await LoadAsync(orderId, ct) is not var (reservation, product))
            return Done.Value;
        if (reservation.State == ReservationState.Released && product.Reserve(reservation.Quantity).Error is { } soldOut)
            return soldOut;
        reservation.HoldUntil(until);
        return Done.Value;
    }

    /// <summary>The order is paid. False when its units had lapsed and are sold since: staff have to look.</summary>
    public async Task<bool> ConsumeAsync(Guid orderId, CancellationToken ct)
    {
        if (await LoadAsync(orderId, ct) is not var (reservation, product))
            return true;
        var covered = reservation.State != ReservationState.Released || product.Reserve(reservation.Quantity).IsSuccess;
        reservation.Consume();
        return covered;
    }

    /// <summary>Puts the units of an unpaid order back.</summary>
    /// <param name="expiredAt">Only if the reservation has expired by then; null releases it whatever its time.</param>
    public async Task ReleaseAsync(Guid orderId, DateTimeOffset? expiredAt, CancellationToken ct)
    {
        if (await LoadAsync(orderId, ct) is not var (reservation, product) || reservation.State != ReservationState.Held)
            return;
        if (expiredAt is { } now && reservation.ExpiresAt > now)
            return;
        product.Release(reservation.Quantity);
        reservation.Release();
    }

    private async Task<(StockReservation Reservation, Product Product)?> LoadAsync(Guid orderId, CancellationToken ct)
    {
        var productId = await store.FirstOrDefaultAsync(
            store.Query<StockReservation>().Where(r => r.OrderId == orderId).Select(r => (Guid?)r.ProductId), ct);
        if (productId is null || await store.FindLockedAsync<Product>(productId.Value, ct) is not { } product)
            return null;

        // Read after the lock: whoever held it may have changed this.
        var reservation = await store.FindAsync<StockReservation>(r => r.OrderId == orderId, ct);
        return reservation is null ? null : (reservation, product);
    }
}
