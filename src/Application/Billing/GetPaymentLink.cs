using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing;

/// <summary>
/// The absolute address of our own pay page for an invoice (<c>/pay/{token}</c>): opening it starts or resumes a payment and redirects to the
/// gateway. No gateway is called to make the link, so a chat turn can show it. Somebody else's invoice is the same as none; the system may link any. Errors: invoice_not_found, invoice_already_paid, invoice_void.
/// </summary>
[Access(Audience.Customer | Audience.System)]
public sealed record GetPaymentLink(Guid InvoiceId) : IQuery<Uri>;

internal sealed class GetPaymentLinkHandler(IStore store, IActorContext actors, PayLinks links) : IRequestHandler<GetPaymentLink, Result<Uri>>
{
    public async Task<Result<Uri>> Handle(GetPaymentLink request, CancellationToken cancellationToken)
    {
        var invoice = await store.FirstOrDefaultAsync(
            store.Query<Invoice>().VisibleTo(actors.Current).Where(i => i.Id == request.InvoiceId), cancellationToken);
        if (invoice is null)
            return BillingErrors.InvoiceNotFound;
        return invoice.RefusePayment() is { } refused ? refused : links.For(invoice.Id);
    }
}
