using EzSolutions.Application.Common;

namespace EzSolutions.Application.Billing;

/// <summary>One of the customer's own invoices, by id or number; somebody else's is invoice_not_found, the same as none. Staff and the system see any.</summary>
[Access(Audience.Customer | Audience.Staff | Audience.System)]
public sealed record GetInvoice(string IdOrNumber) : IQuery<InvoiceView>;
