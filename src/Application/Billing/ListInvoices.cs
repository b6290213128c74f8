using EzSolutions.Application.Common;

namespace EzSolutions.Application.Billing;

/// <summary>The customer's own invoices, newest first. Staff name a customer.</summary>
[Access(Audience.Customer | Audience.Staff)]
public sealed record ListInvoices(PageRequest Page, bool UnpaidOnly = false, Guid? CustomerId = null) : IQuery<Page<InvoiceView>>;
