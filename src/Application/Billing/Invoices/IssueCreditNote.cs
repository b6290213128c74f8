using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Invoices;

/// <summary>
/// Corrects a finalised invoice: off what is due first, the rest into the customer's wallet. Errors: invoice_not_found, nothing_to_credit,
/// credit_exceeds_invoice, invoice_void, invoice_written_off.
/// </summary>
/// <param name="Lines">What to take back, in minor units without tax; null takes back all that is left.</param>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record IssueCreditNote(Guid InvoiceId, string Reason, IReadOnlyList<CreditedLine>? Lines = null) : ICommand<CreditNoteView>;

/// <param name="Position">Of the invoice's line, from 1.</param>
/// <param name="Amount">Null takes back all that is left of the line.</param>
public sealed record CreditedLine(int Position, long? Amount = null);

internal sealed class IssueCreditNoteValidator : AbstractValidator<IssueCreditNote>
{
    public IssueCreditNoteValidator()
    {
        RuleFor(r => r.Reason).NotEmpty().WithMessage("Say why: it is printed on the credit note.").MaximumLength(500);
        RuleFor(r => r.Lines).Must(l => l is null || l.Count > 0).WithMessage("Name at least one line, or none to take back all.");
    }
}

internal sealed class IssueCreditNoteHandler(IStore store, CreditNoteBook credits) : IRequestHandler<IssueCreditNote, Result<CreditNoteView>>
{
    public async Task<Result<CreditNoteView>> Handle(IssueCreditNote request, CancellationToken cancellationToken)
    {
        if (await store.FindLockedAsync<Invoice>(request.InvoiceId, cancellationToken) is not { Number: not null } invoice)
            return BillingErrors.InvoiceNotFound;
        var issued = request.Lines is { } lines
            ? await credits.IssueAsync(invoice, [.. lines.Select(l => Asked(l, invoice.Total.Currency))], request.Reason.Trim(), cancellationToken)
            : await credits.IssueForAllAsync(invoice, request.Reason.Trim(), cancellationToken);
        return issued.Map(CreditNoteViews.From);
    }

    private static CreditRequest Asked(CreditedLine line, Currency currency) =>
        new(line.Position, line.Amount is { } amount ? new Money(amount, currency) : null);
}
