using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Invoices;

/// <summary>Gives a draft its number and asks for it; from then on it never changes (M09). Errors: invoice_not_found, invoice_not_draft.</summary>
/// <param name="DueInDays">Days until it is due.</param>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record FinaliseInvoice(Guid InvoiceId, int DueInDays = 14) : ICommand<InvoiceView>;

/// <summary>Throws a draft away; it never had a number. Errors: invoice_not_found, invoice_not_draft.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record DiscardDraft(Guid InvoiceId) : ICommand<Done>;

internal sealed class FinaliseInvoiceValidator : AbstractValidator<FinaliseInvoice>
{
    public FinaliseInvoiceValidator() => RuleFor(r => r.DueInDays).InclusiveBetween(0, 365);
}

internal sealed class FinaliseInvoiceHandler(IStore store, InvoiceBook invoices, BillingMails mails, ICompanyCalendar calendar) :
    IRequestHandler<FinaliseInvoice, Result<InvoiceView>>,
    IRequestHandler<DiscardDraft, Result<Done>>
{
    public async Task<Result<InvoiceView>> Handle(FinaliseInvoice request, CancellationToken cancellationToken)
    {
        var draft = await FindDraftAsync(request.InvoiceId, cancellationToken);
        if (draft.Error is { } refused)
            return refused;
        await invoices.FinaliseAsync(draft.Value, calendar.EndOf(calendar.Today.AddDays(request.DueInDays)), cancellationToken);
        await mails.InvoiceIssuedAsync(draft.Value, cancellationToken);
        return InvoiceViews.From(draft.Value, calendar);
    }

    public async Task<Result<Done>> Handle(DiscardDraft request, CancellationToken cancellationToken)
    {
        var draft = await FindDraftAsync(request.InvoiceId, cancellationToken);
        if (draft.Error is { } refused)
            return refused;
        store.Remove(draft.Value);
        return Done.Value;
    }

    private async Task<Result<Invoice>> FindDraftAsync(Guid id, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Invoice>(id, ct) is not { } invoice)
            return BillingErrors.InvoiceNotFound;
        return invoice.State == InvoiceState.Draft ? invoice : BillingErrors.InvoiceNotDraft;
    }
}
