using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Wallets;

/// <summary>
/// Pays as much of one of the customer's own invoices as they have credit for. Errors: invoice_not_found, payment_in_confirmation, invoice_already_paid, invoice_void, invoice_written_off,
/// wallet_insufficient when there is no credit at all.
/// </summary>
[Access(Audience.Customer | Audience.System)]
public sealed record SpendCredit(Guid InvoiceId) : ICommand<CreditSpent>;

/// <param name="AmountDue">What is left to pay.</param>
public sealed record CreditSpent(Guid InvoiceId, string InvoiceNumber, Money Spent, Money AmountDue, string State);

internal sealed class SpendCreditHandler(IStore store, IActorContext actors, IJobQueue jobs, WalletBook wallets)
    : IRequestHandler<SpendCredit, Result<CreditSpent>>
{
    public async Task<Result<CreditSpent>> Handle(SpendCredit request, CancellationToken cancellationToken)
    {
        var visible = await store.AnyAsync(store.Query<Invoice>().VisibleTo(actors.Current).Where(i => i.Id == request.InvoiceId), cancellationToken);
        if (!visible || await store.FindLockedAsync<Invoice>(request.InvoiceId, cancellationToken) is not { } invoice)
            return BillingErrors.InvoiceNotFound;
        if (invoice.RefusePayment() is { } refused)
            return refused;

        // A saved card that is being charged now pays what was due a moment ago.
        if (await store.AnyAsync(
            store.Query<Payment>().Where(p => p.InvoiceId == invoice.Id && p.State == PaymentState.Intended && p.MethodId != null), cancellationToken))
            return BillingErrors.PaymentInConfirmation;

        var spent = await wallets.SpendOnAsync(invoice, cancellationToken);
        if (spent.IsZero)
            return BillingErrors.WalletInsufficient;

        // An open page would ask for what is paid now.
        await jobs.EnqueueAsync(new ClosePaymentPages(invoice.Id), cancellationToken);
        return new CreditSpent(invoice.Id, invoice.Number!, spent, invoice.AmountDue, invoice.State.Word());
    }
}
