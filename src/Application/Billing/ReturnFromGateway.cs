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

/// <summary>The same after a top-up, which has no pay link: the gateway's own signature says which page they come from.</summary>
[Access(Audience.Anyone)]
public sealed record ReturnFromTopUp(IReadOnlyDictionary<string, string> Fields) : IWorkflow<Done>;

internal sealed class ReturnFromGatewayHandler(IStore store, IUnitOfWork unitOfWork, PayLinks links, PaymentGateways gateways, PaymentBook book) :
    IRequestHandler<ReturnFromGateway, Result<Done>>,
    IRequestHandler<ReturnFromTopUp, Result<Done>>
{
    private const int MostFields = 20;

    public async Task<Result<Done>> Handle(ReturnFromGateway request, CancellationToken cancellationToken)
    {
        if (!links.TryRead(request.Token, out var invoiceId))
            return BillingErrors.PayLinkInvalid;
        var begun = await store.ListAsync(
            store.Query<Payment>().Where(p => p.InvoiceId == invoiceId && p.SessionId != null).OrderByDescending(p => p.CreatedAt).Take(5), cancellationToken);
        return await LookAsync(begun, request.Fields, cancellationToken);
    }

    public async Task<Result<Done>> Handle(ReturnFromTopUp request, CancellationToken cancellationToken)
    {
        List<string> named = [.. request.Fields.Values.Where(v => v.Length is > 0 and <= 255).Take(MostFields)];
        var begun = await store.ListAsync(
            store.Query<Payment>().Where(p => p.InvoiceId == null && p.SessionId != null && named.Contains(p.SessionId)), cancellationToken);
        return await LookAsync(begun, request.Fields, cancellationToken);
    }

    private async Task<Result<Done>> LookAsync(List<Payment> begun, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken)
    {
        var payment = begun.Find(p => gateways.Find(p.Provider)?.VerifyReturn(p.SessionId!, fields) == true);
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
