using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Ordering;
using MediatR;

namespace EzSolutions.Application.Ordering;

/// <summary>Sweeper for O09: a reservation that has expired gives its units back; the order stays and may reserve again when it is paid for.</summary>
[Access(Audience.System)]
public sealed record FreeExpiredReservations : IJobRequest;

internal sealed class FreeExpiredReservationsHandler(IStore store, IUnitOfWork unitOfWork, TimeProvider time, Reservations reservations)
    : IRequestHandler<FreeExpiredReservations, Result<Done>>
{
    public async Task<Result<Done>> Handle(FreeExpiredReservations request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var expired = await store.ListAsync(
            store.Query<StockReservation>().Where(r => r.State == ReservationState.Held && r.ExpiresAt <= now).OrderBy(r => r.ExpiresAt).Take(500)
                .Select(r => r.OrderId),
            cancellationToken);
        foreach (var order in expired)
        {
            await unitOfWork.RunAsync<Done>(
                async ct =>
                {
                    await reservations.ReleaseAsync(order, now, ct);
                    return Done.Value;
                },
                cancellationToken);
        }

        return Done.Value;
    }
}
