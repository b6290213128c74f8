using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing;

/// <summary>
/// Job: closes the hosted page of an invoice that is not to be paid any more, or not as much. Money that still arrives becomes wallet credit. A saved
/// card that is being charged has no page: what becomes of that is told by the gateway.
/// </summary>
[Access(Audience.System)]
public sealed record ClosePaymentPages(Guid InvoiceId) : IJobRequest;

internal sealed class ClosePaymentPagesHandler(IStore store, IUnitOfWork unitOfWork, TimeProvider time, PaymentGateways gateways)
    : IRequestHandler<ClosePaymentPages, Result<Done>>
{
    public async Task<Result<Done>> Handle(ClosePaymentPages request, CancellationToken cancellationToken)
    {
        var underway = await store.ListAsync(
            store.Query<Payment>().Where(p => p.InvoiceId == request.InvoiceId && p.MethodId == null && (p.State == PaymentState.Intended || p.State == PaymentState.Open)),
            cancellationToken);
        foreach (var payment in underway)
        {
            if (payment.SessionId is { } session && gateways.Find(payment.Provider) is { } gateway
                && (await gateway.ClosePageAsync(session, cancellationToken)).Error is { } error)
                return error;
            await unitOfWork.RunAsync<Done>(
                async ct =>
                {
                    (await store.FindLockedAsync<Payment>(payment.Id, ct))?.Expire(time.GetUtcNow());
                    return Done.Value;
                },
                cancellationToken);
        }

        return Done.Value;
    }
}
