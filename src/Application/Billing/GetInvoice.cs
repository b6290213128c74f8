using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing;

/// <summary>One of the customer's own invoices, by id or number; somebody else's is invoice_not_found, the same as none. Staff and the system see any.</summary>
[Access(Audience.Customer | Audience.Staff | Audience.System)]
public sealed record GetInvoice(string IdOrNumber) : IQuery<InvoiceView>;

internal sealed class GetInvoiceHandler(IStore store, IActorContext actors, ICompanyCalendar calendar) : IRequestHandler<GetInvoice, Result<InvoiceView>>
{
    public async Task<Result<InvoiceView>> Handle(GetInvoice request, CancellationToken cancellationToken)
    {
        var invoice = await store.FirstOrDefaultAsync(
            store.Query<Invoice>().VisibleTo(actors.Current).Named(request.IdOrNumber), cancellationToken);
        return invoice is null ? BillingErrors.InvoiceNotFound : InvoiceViews.From(invoice, calendar);
    }
}
