using EzSolutions.Application.Billing.PaymentMethods;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.PaymentMethods;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing;

/// <summary>Sweeper: asks the gateway about pages that should have ended and of which no event told, so that a lost event loses no money.</summary>
[Access(Audience.System)]
public sealed record SettleStalePayments : IJobRequest;

internal sealed class SettleStalePaymentsHandler(
    IStore store, IUnitOfWork unitOfWork, TimeProvider time, PaymentGateways gateways, IEnumerable<ISavedMethodGateway> cards, PaymentBook book)
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

        // One gateway that is away keeps nobody else's payments waiting.
        Error? away = null;
        foreach (var payment in stale)
        {
            var arrived = payment.MethodId is null ? await LookAtPageAsync(payment, cancellationToken) : await LookForChargeAsync(payment, cancellationToken);
            if (arrived.Error is null)
                await unitOfWork.RunAsync<Done>(ct => SettleAsync(payment, arrived.Value, ct), cancellationToken);
            else if (arrived.Error.Code != BillingErrors.PaymentInConfirmation.Code)
                away = arrived.Error;
        }

        return away is null ? Done.Value : away;
    }

    /// <summary>What arrived on the page, if anything; a page that is still open is closed, since its time is over.</summary>
    private async Task<Result<CapturedMoney?>> LookAtPageAsync(Payment payment, CancellationToken ct)
    {
        if (payment.SessionId is not { } session || gateways.Find(payment.Provider) is not { } gateway)
            return Result<CapturedMoney?>.Success(null);
        var found = await gateway.FindPageAsync(session, ct);
        if (found.Error is { Kind: ErrorKind.Unavailable } later)
            return later;

        // The gateway knows no such page (other keys, another account): nothing can arrive on it.
        if (!found.IsSuccess || found.Value is { Captured: null, State: HostedPageState.Expired })
            return Result<CapturedMoney?>.Success(null);
        if (found.Value.State == HostedPageState.Open && (await gateway.ClosePageAsync(session, ct)).Error is { Kind: ErrorKind.Unavailable } notClosed)
            return notClosed;
        return found.Value.Captured is null && found.Value.State == HostedPageState.Complete
            ? BillingErrors.PaymentInConfirmation
            : Result<CapturedMoney?>.Success(found.Value.Captured);
    }

    /// <summary>P02: the answer to charging a saved card was lost; by now it has happened or never will.</summary>
    private async Task<Result<CapturedMoney?>> LookForChargeAsync(Payment payment, CancellationToken ct)
    {
        var customer = await store.FirstOrDefaultAsync(
            store.Query<GatewayCustomer>().Where(c => c.CustomerId == payment.CustomerId && c.Provider == payment.Provider).Select(c => c.ExternalId), ct);
        return customer is not null && cards.FirstOrDefault(c => c.Provider == payment.Provider) is { } gateway
            ? await gateway.FindChargeAsync(customer, payment.Id, payment.CreatedAt, ct)
            : Result<CapturedMoney?>.Success(null);
    }

    private async Task<Result<Done>> SettleAsync(Payment payment, CapturedMoney? arrived, CancellationToken ct)
    {
        if (arrived is not null)
            await book.RecordAsync(payment.Provider, arrived, ct);
        else
            await book.ExpireAsync(payment.Id, ct);
        return Done.Value;
    }
}
