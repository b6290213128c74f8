using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing;

/// <summary>The customer's own invoices, newest first. Staff name a customer.</summary>
[Access(Audience.Customer | Audience.Staff)]
public sealed record ListInvoices(PageRequest Page, bool UnpaidOnly = false, Guid? CustomerId = null) : IQuery<Page<InvoiceView>>;

internal sealed class ListInvoicesHandler(IStore store, IActorContext actors, ICompanyCalendar calendar) : IRequestHandler<ListInvoices, Result<Page<InvoiceView>>>
{
    public async Task<Result<Page<InvoiceView>>> Handle(ListInvoices request, CancellationToken cancellationToken)
    {
        var invoices = store.Query<Invoice>().VisibleTo(actors.Current);
        if (request.CustomerId is { } customer)
            invoices = invoices.Where(i => i.CustomerId == customer);
        if (request.UnpaidOnly)
            invoices = invoices.Where(i => i.State == InvoiceState.Open || i.State == InvoiceState.PartiallyPaid || i.State == InvoiceState.Overdue);
        return await store.NewestFirstAsync(invoices, request.Page, i => InvoiceViews.From(i, calendar), cancellationToken);
    }
}
