using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.BankTransfer;

/// <summary>
/// Staff book money that came to our bank account for an invoice. The statement's reference makes it one payment, however often it is typed in (M05).
/// What is too much becomes wallet credit (M06). Errors: invoice_not_found, transfer_wrong_currency, transfer_recorded.
/// </summary>
/// <param name="Invoice">Id or number, as on the transfer.</param>
/// <param name="Reference">The bank's own reference of the entry; unique.</param>
/// <param name="ReceivedOn">The day of the bank's entry.</param>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record RecordBankTransfer(string Invoice, Money Amount, string Reference, DateOnly ReceivedOn) : ICommand<BankTransferRecorded>
{
    /// <summary>As of <see cref="PaymentEffect.Provider"/>.</summary>
    public const string Provider = "bank_transfer";
}

/// <param name="Note">What came of it, plain words.</param>
public sealed record BankTransferRecorded(InvoiceView Invoice, string Note);

internal sealed class RecordBankTransferValidator : AbstractValidator<RecordBankTransfer>
{
    public RecordBankTransferValidator(TimeProvider time)
    {
        RuleFor(r => r.Invoice).NotEmpty().MaximumLength(60);
        RuleFor(r => r.Reference).NotEmpty().WithMessage("Give the bank's reference of the entry.").MaximumLength(200);
        RuleFor(r => r.Amount).Must(a => a.MinorUnits is > 0 and <= AmountLimits.Largest).WithMessage("A transfer is more than zero; above ten thousand million it is a slip of the keys.");
        RuleFor(r => r.ReceivedOn).Must(day => day <= DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(1)).WithMessage("That day is still to come.");
    }
}

internal sealed class RecordBankTransferHandler(IStore store, PaymentBook book, ICompanyCalendar calendar) : IRequestHandler<RecordBankTransfer, Result<BankTransferRecorded>>
{
    public async Task<Result<BankTransferRecorded>> Handle(RecordBankTransfer request, CancellationToken cancellationToken)
    {
        var number = request.Invoice.Trim().ToUpperInvariant();
        var named = Guid.TryParse(request.Invoice, out var id)
            ? store.Query<Invoice>().Where(i => i.Id == id && i.Number != null)
            : store.Query<Invoice>().Where(i => i.Number == number);
        var found = await store.FirstOrDefaultAsync(named.Select(i => (Guid?)i.Id), cancellationToken);
        if (found is null || await store.FindLockedAsync<Invoice>(found.Value, cancellationToken) is not { } invoice)
            return BillingErrors.InvoiceNotFound;
        if (invoice.Total.Currency != request.Amount.Currency)
            return BankTransferErrors.WrongCurrency(invoice.Total.Currency);

        var reference = request.Reference.Trim();
        if (await store.AnyAsync(
            store.Query<PaymentEffect>().Where(e => e.Provider == RecordBankTransfer.Provider && e.PaymentId == reference), cancellationToken))
            return BankTransferErrors.Recorded;
        var outcome = await book.RecordTransferAsync(invoice, reference, request.Amount, cancellationToken);
        return new BankTransferRecorded(InvoiceViews.From(invoice, calendar), outcome.Note);
    }
}

public static class BankTransferErrors
{
    public static readonly Error Recorded =
        Error.Conflict("transfer_recorded", "A transfer with this reference is booked already.");

    public static Error WrongCurrency(Currency expected) =>
        Error.Validation("transfer_wrong_currency", $"The invoice is in {expected.Code}; a transfer in another currency has to be exchanged first.");
}
