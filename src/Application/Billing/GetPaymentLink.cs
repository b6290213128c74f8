using EzSolutions.Application.Common;

namespace EzSolutions.Application.Billing;

/// <summary>
/// The absolute address of our own pay page for an invoice (<c>/pay/{token}</c>): opening it starts or resumes a payment and redirects to the
/// gateway. No gateway is called to make the link, so a chat turn can show it. Somebody else's invoice is the same as none; the system may link any. Errors: invoice_not_found, invoice_already_paid, invoice_void.
/// </summary>
[Access(Audience.Customer | Audience.System)]
public sealed record GetPaymentLink(Guid InvoiceId) : IQuery<Uri>;
