using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing;

/// <summary>Sweeper: asks the gateway about pages that should have ended and of which no event told, so that a lost event loses no money.</summary>
[Access(Audience.System)]
public sealed record SettleStalePayments : IJobRequest;

internal sealed class SettleStalePaymentsHandler(IStore store, IUnitOfWork unitOfWork, TimeProvider time, IPaymentGateway gateway, PaymentBook book)
    : IRequestHandler<SettleStalePayments, Result<Done>>
{
    public async Task<Result<Done>> Handle(SettleStalePayments request, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - TimeSpan.FromMinutes(5);
        var stale = await store.ListAsync(
            store.Query<Payment>()
                .Where(p => (p.State == PaymentState.Intended || p.State == PaymentState.Open) && p.ExpiresAt < before)
                .OrderBy(p => p.ExpiresAt).Take(100),
            cancellationToken);
        foreach (var payment in stale)
        {
            HostedPage? page = null;
            if (payment.SessionId is { } session)
            {
                var found = await gateway.FindPageAsync(session, cancellationToken);
                if (found.Error is { Kind: ErrorKind.Unavailable } later)
                    return later;

                // The gateway knows no such page (other keys, another account): nothing can arrive on it.
                page = found.IsSuccess ? found.Value : null;
            }

            await unitOfWork.RunAsync<Done>(ct => SettleAsync(payment.Id, page, ct), cancellationToken);
        }

        return Done.Value;
    }

    private async Task<Result<Done>> SettleAsync(Guid paymentId, HostedPage? page, CancellationToken ct)
    {
        switch (page)
        {
            case { Captured: { } money }:
                await book.RecordAsync(gateway.Provider, money, ct);
                break;
            case null or { State: HostedPageState.Expired }:
                await book.ExpireAsync(paymentId, ct);
                break;
        }

        return Done.Value;
    }
}
