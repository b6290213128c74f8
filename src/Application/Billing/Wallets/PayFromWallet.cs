using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Wallets;

/// <summary>
/// Pays as much of an invoice as the customer has credit for. Errors: invoice_not_found, invoice_already_paid, invoice_void, invoice_written_off,
/// wallet_insufficient when there is no credit at all.
/// </summary>
[Access(Audience.Customer | Audience.System)]
public sealed record PayFromWallet(Guid InvoiceId) : ICommand<PaidFromWallet>;

/// <param name="AmountDue">What is left to pay.</param>
public sealed record PaidFromWallet(Guid InvoiceId, string InvoiceNumber, Money Spent, Money AmountDue, string State);

internal sealed class PayFromWalletHandler(IStore store, IActorContext actors, IJobQueue jobs, WalletBook wallets)
    : IRequestHandler<PayFromWallet, Result<PaidFromWallet>>
{
    public async Task<Result<PaidFromWallet>> Handle(PayFromWallet request, CancellationToken cancellationToken)
    {
        var visible = await store.AnyAsync(store.Query<Invoice>().VisibleTo(actors.Current).Where(i => i.Id == request.InvoiceId), cancellationToken);
        if (!visible || await store.FindLockedAsync<Invoice>(request.InvoiceId, cancellationToken) is not { } invoice)
            return BillingErrors.InvoiceNotFound;
        if (invoice.RefusePayment() is { } refused)
            return refused;

        var spent = await wallets.SpendOnAsync(invoice, cancellationToken);
        if (spent.IsZero)
            return BillingErrors.WalletInsufficient;

        // An open page would ask for what is paid now.
        await jobs.EnqueueAsync(new ClosePaymentPages(invoice.Id), cancellationToken);
        return new PaidFromWallet(invoice.Id, invoice.Number!, spent, invoice.AmountDue, invoice.State.Word());
    }
}
