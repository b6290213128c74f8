using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing;

/// <summary>
/// Pays as much of an invoice as its customer has credit for. Errors: pay_link_invalid, invoice_already_paid, invoice_void, payment_in_confirmation,
/// wallet_insufficient.
/// </summary>
/// <param name="Token">From our pay link; the credit pays nothing but its own customer's invoice.</param>
[Access(Audience.Anyone)]
public sealed record PayFromWallet(string Token) : ICommand<PaidFromWallet>;

/// <param name="Due">What is still to be paid another way.</param>
public sealed record PaidFromWallet(Money Spent, Money Due);

internal sealed class PayFromWalletHandler(IStore store, PayLinks links, WalletBook wallets, IJobQueue jobs)
    : IRequestHandler<PayFromWallet, Result<PaidFromWallet>>
{
    public async Task<Result<PaidFromWallet>> Handle(PayFromWallet request, CancellationToken cancellationToken)
    {
        if (!links.TryRead(request.Token, out var id) || await store.FindLockedAsync<Invoice>(id, cancellationToken) is not { Number: not null } invoice)
            return BillingErrors.PayLinkInvalid;
        if (invoice.RefusePayment() is { } refused)
            return refused;
        if (await store.AnyAsync(
            store.Query<Payment>().Where(p => p.InvoiceId == id && p.State == PaymentState.Intended && p.MethodId != null), cancellationToken))
            return BillingErrors.PaymentInConfirmation;

        var spent = await wallets.SpendOnAsync(invoice, cancellationToken);
        if (!spent.IsPositive)
            return BillingErrors.WalletInsufficient;

        // A page that is open asks for what was due before.
        await jobs.EnqueueAsync(new ClosePaymentPages(invoice.Id), cancellationToken);
        return new PaidFromWallet(spent, invoice.AmountDue);
    }
}
