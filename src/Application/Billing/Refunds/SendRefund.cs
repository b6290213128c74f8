using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing.Refunds;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Refunds;

/// <summary>Job: has the gateway send an approved refund (P02: with the refund's own key). One to a bank account waits for staff to send it.</summary>
[Access(Audience.System)]
public sealed record SendRefund(Guid RefundId) : IJobRequest;

internal sealed class SendRefundHandler(IStore store, IUnitOfWork unitOfWork, PaymentGateways gateways, RefundBook book)
    : IRequestHandler<SendRefund, Result<Done>>
{
    public async Task<Result<Done>> Handle(SendRefund request, CancellationToken cancellationToken)
    {
        var refund = await store.FirstOrDefaultAsync(store.Query<Refund>().Where(r => r.Id == request.RefundId), cancellationToken);
        if (refund is not { State: RefundState.Approved, Destination: RefundDestination.Origin } || gateways.Find(refund.Provider) is not { } gateway)
            return Done.Value;

        var sent = await gateway.RefundAsync(
            new GatewayRefundRequest(refund.IdempotencyKey, refund.Id, refund.PaymentId, refund.Amount), cancellationToken);
        if (sent.Error is { Kind: ErrorKind.Unavailable } unknown)
            return unknown;
        return await unitOfWork.RunAsync<Done>(
            async ct =>
            {
                if (sent.Error is { } refused)
                    await book.FailAsync(refund.Id, refused.Message, ct);
                else
                    await book.RecordAsync(refund.Provider, sent.Value, ct);
                return Done.Value;
            },
            cancellationToken);
    }
}
