using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing.Wallets;

/// <summary>
/// Job: a customer's credit pays their open invoices, the oldest due first, as far as it goes. Invoices of orders are left out: what to buy is
/// decided by the customer, who can still pay them with credit. One transaction for each invoice, so that locks are always taken in one order.
/// </summary>
[Access(Audience.System)]
public sealed record SpendWallet(Guid CustomerId, string Currency) : IJobRequest;

internal sealed class SpendWalletHandler(IStore store, IUnitOfWork unitOfWork, IJobQueue jobs, WalletBook wallets) : IRequestHandler<SpendWallet, Result<Done>>
{
    public async Task<Result<Done>> Handle(SpendWallet request, CancellationToken cancellationToken)
    {
        var currency = Currency.Of(request.Currency);
        var open = await store.ListAsync(
            store.Query<Invoice>()
                .Where(i => i.CustomerId == request.CustomerId && i.OrderId == null && i.Total.Currency == currency
                    && (i.State == InvoiceState.Open || i.State == InvoiceState.PartiallyPaid || i.State == InvoiceState.Overdue))
                .OrderBy(i => i.DueAt).ThenBy(i => i.Id).Select(i => i.Id),
            cancellationToken);
        foreach (var id in open)
        {
            var spent = await unitOfWork.RunAsync(ct => SpendAsync(id, ct), cancellationToken);
            if (spent.Error is { } error)
                return error;
            if (spent.Value.IsZero)
                break;
        }

        return Done.Value;
    }

    private async Task<Result<Money>> SpendAsync(Guid invoiceId, CancellationToken ct)
    {
        if (await store.FindLockedAsync<Invoice>(invoiceId, ct) is not { } invoice)
            return BillingErrors.InvoiceNotFound;
        var spent = await wallets.SpendOnAsync(invoice, ct);

        // A page that is open asks for what was due before.
        if (spent.IsPositive)
            await jobs.EnqueueAsync(new ClosePaymentPages(invoiceId), ct);
        return spent;
    }
}
