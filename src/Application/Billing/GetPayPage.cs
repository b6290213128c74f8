using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing;

/// <summary>What the holder of a pay link may see. Errors: pay_link_invalid.</summary>
[Access(Audience.Anyone)]
public sealed record GetPayPage(string Token) : IQuery<PayPageView>;

/// <param name="State">As of an invoice.</param>
/// <param name="LastRefusal">Why the latest try did not work, if it did not.</param>
public sealed record PayPageView(string InvoiceNumber, string State, Money Total, Money AmountDue, string? OrderNumber, string? LastRefusal);

internal sealed class GetPayPageHandler(IStore store, PayLinks links) : IRequestHandler<GetPayPage, Result<PayPageView>>
{
    public async Task<Result<PayPageView>> Handle(GetPayPage request, CancellationToken cancellationToken)
    {
        if (!links.TryRead(request.Token, out var id))
            return BillingErrors.PayLinkInvalid;
        var invoice = await store.FirstOrDefaultAsync(store.Query<Invoice>().Where(i => i.Id == id && i.Number != null), cancellationToken);
        if (invoice is null)
            return BillingErrors.PayLinkInvalid;

        var refusal = await store.FirstOrDefaultAsync(
            store.Query<Payment>().Where(p => p.InvoiceId == id).OrderByDescending(p => p.CreatedAt).Select(p => p.FailureReason), cancellationToken);
        return new PayPageView(invoice.Number!, invoice.State.Word(), invoice.Total, invoice.AmountDue, invoice.OrderNumber, refusal);
    }
}
