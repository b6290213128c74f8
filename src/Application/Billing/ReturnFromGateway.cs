using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing;

/// <summary>
/// The customer's browser came back with fields the gateway signed. They prove nothing by themselves: they are the reason to ask the gateway now
/// instead of waiting for its event. What is not signed changes nothing. Errors: pay_link_invalid.
/// </summary>
[Access(Audience.Anyone)]
public sealed record ReturnFromGateway(string Token, IReadOnlyDictionary<string, string> Fields) : IWorkflow<Done>;

internal sealed class ReturnFromGatewayHandler(IStore store, IUnitOfWork unitOfWork, PayLinks links, PaymentGateways gateways, PaymentBook book)
    : IRequestHandler<ReturnFromGateway, Result<Done>>
{
    public async Task<Result<Done>> Handle(ReturnFromGateway request, CancellationToken cancellationToken)
    {
        if (!links.TryRead(request.Token, out var invoiceId))
            return BillingErrors.PayLinkInvalid;
        var begun = await store.ListAsync(
            store.Query<Payment>().Where(p => p.InvoiceId == invoiceId && p.SessionId != null).OrderByDescending(p => p.CreatedAt).Take(5), cancellationToken);
        var payment = begun.Find(p => gateways.Find(p.Provider)?.VerifyReturn(p.SessionId!, request.Fields) == true);
        if (payment is null)
            return Done.Value;

        var page = await gateways.Find(payment.Provider)!.FindPageAsync(payment.SessionId!, cancellationToken);
        if (page is not { IsSuccess: true, Value.Captured: { } money })
            return Done.Value;
        return await unitOfWork.RunAsync<Done>(
            async ct =>
            {
                await book.RecordAsync(payment.Provider, money, ct);
                return Done.Value;
            },
            cancellationToken);
    }
}
