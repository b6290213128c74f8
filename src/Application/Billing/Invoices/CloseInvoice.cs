using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Invoices;

/// <summary>
/// Takes an invoice back on which nothing was paid or credited; an order's is taken back by cancelling the order. Errors: invoice_not_found,
/// invoice_already_paid, invoice_void, invoice_written_off, invoice_touched, invoice_of_order.
/// </summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record VoidInvoice(Guid InvoiceId) : ICommand<InvoiceView>;

/// <summary>
/// Gives up what is still due on an invoice. Errors: invoice_not_found, invoice_already_paid, invoice_void, invoice_written_off.
/// </summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record WriteOffInvoice(Guid InvoiceId, string Reason) : ICommand<InvoiceView>;

internal sealed class WriteOffInvoiceValidator : AbstractValidator<WriteOffInvoice>
{
    public WriteOffInvoiceValidator() => RuleFor(r => r.Reason).NotEmpty().WithMessage("Say why it is given up.").MaximumLength(500);
}

internal sealed class CloseInvoiceHandler(IStore store, InvoiceBook invoices, ICompanyCalendar calendar) :
    IRequestHandler<VoidInvoice, Result<InvoiceView>>,
    IRequestHandler<WriteOffInvoice, Result<InvoiceView>>
{
    public async Task<Result<InvoiceView>> Handle(VoidInvoice request, CancellationToken cancellationToken)
    {
        var payable = await FindPayableAsync(request.InvoiceId, cancellationToken);
        if (payable.Error is { } refused)
            return refused;
        var invoice = payable.Value;
        if (invoice.AmountPaid.IsPositive || invoice.AmountCredited.IsPositive)
            return BillingErrors.InvoiceTouched;
        if (invoice.OrderId is not null)
            return BillingErrors.InvoiceOfOrder;
        await invoices.VoidAsync(invoice, cancellationToken);
        return InvoiceViews.From(invoice, calendar);
    }

    public async Task<Result<InvoiceView>> Handle(WriteOffInvoice request, CancellationToken cancellationToken)
    {
        var payable = await FindPayableAsync(request.InvoiceId, cancellationToken);
        if (payable.Error is { } refused)
            return refused;
        await invoices.WriteOffAsync(payable.Value, request.Reason.Trim(), cancellationToken);
        return InvoiceViews.From(payable.Value, calendar);
    }

    private async Task<Result<Invoice>> FindPayableAsync(Guid id, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Invoice>(id, ct) is not { Number: not null } invoice)
            return BillingErrors.InvoiceNotFound;
        return invoice.RefusePayment() is { } refused ? refused : invoice;
    }
}
