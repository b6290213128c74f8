using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing.Wallets;

/// <summary>Locks one customer's wallet in one currency until the transaction ends.</summary>
public interface IWalletLocks
{
    /// <returns>The balance as it is under the lock.</returns>
    Task<Money> LockAsync(Guid customerId, Currency currency, CancellationToken ct);
}

/// <summary>
/// The one place that moves customers' credit, inside the caller's transaction. M04: the wallet's lock is taken before its balance is read, so that
/// parallel spends wait for one another; the database would refuse what went below zero all the same. An invoice's lock comes before a wallet's.
/// </summary>
internal sealed class WalletBook(IStore store, IIdGenerator ids, TimeProvider time, IWalletLocks wallets, IJobQueue jobs)
{
    /// <summary>Pays as much of the invoice as there is credit for. M06: by allocation, as any payment; the invoice tells when it is paid.</summary>
    /// <param name="invoice">Tracked and locked by the caller.</param>
    /// <returns>What was spent; zero when nothing is due or there is no credit.</returns>
    public async Task<Money> SpendOnAsync(Invoice invoice, CancellationToken ct)
    {
        var nothing = Money.Zero(invoice.Total.Currency);
        if (!invoice.AmountDue.IsPositive)
            return nothing;

        // What this transaction has put into the wallet counts, too.
        await store.FlushAsync(ct);
        var balance = await wallets.LockAsync(invoice.CustomerId, invoice.Total.Currency, ct);
        if (!balance.IsPositive)
            return nothing;

        var now = time.GetUtcNow();
        var spent = invoice.Allocate(balance < invoice.AmountDue ? balance : invoice.AmountDue, now);
        var entry = JournalEntry.WalletSpent(ids.NewId(), invoice, spent, now);
        var effect = PaymentEffect.Captured(ids.NewId(), PaymentEffect.WalletProvider, entry.Id.ToString("N"), invoice.Id, spent, now);
        store.Add(entry);
        store.Add(effect);
        store.Add(PaymentAllocation.Create(ids.NewId(), effect, spent, now));
        return spent;
    }

    /// <summary>Money that was paid in through a gateway or our bank.</summary>
    /// <param name="reference">The payment's id there.</param>
    public async Task TopUpAsync(
        Guid customerId, string reference, Money amount, CancellationToken ct, LedgerAccount into = LedgerAccount.GatewayClearing)
    {
        store.Add(JournalEntry.WalletToppedUp(ids.NewId(), reference, customerId, amount, time.GetUtcNow(), into));
        await SpendSoonAsync(customerId, amount.Currency, ct);
    }

    /// <summary>Staff (or a promotion) give credit. See <see cref="AdjustAsync"/> for taking it back.</summary>
    public async Task CreditAsync(Guid customerId, string reference, Money amount, string reason, CancellationToken ct)
    {
        store.Add(JournalEntry.WalletAdjusted(ids.NewId(), reference, customerId, amount, reason, time.GetUtcNow()));
        await SpendSoonAsync(customerId, amount.Currency, ct);
    }

    /// <summary>Errors: wallet_insufficient when more is to be taken back than there is.</summary>
    /// <param name="amount">Positive gives credit, negative takes it back.</param>
    /// <returns>The balance after it.</returns>
    public async Task<Result<Money>> AdjustAsync(Guid customerId, string reference, Money amount, string reason, CancellationToken ct)
    {
        await store.FlushAsync(ct);
        var balance = await wallets.LockAsync(customerId, amount.Currency, ct);
        if ((balance + amount).IsNegative)
            return BillingErrors.WalletInsufficient;
        await CreditAsync(customerId, reference, amount, reason, ct);
        return balance + amount;
    }

    /// <summary>M04, M07: takes credit out to be sent back to the customer; <see cref="JournalEntry.RefundRequested"/>. Errors: wallet_insufficient.</summary>
    public async Task<Result<Done>> WithdrawForRefundAsync(Guid customerId, string reference, Guid? invoiceId, Money amount, CancellationToken ct)
    {
        await store.FlushAsync(ct);
        if (await wallets.LockAsync(customerId, amount.Currency, ct) < amount)
            return BillingErrors.WalletInsufficient;
        store.Add(JournalEntry.RefundRequested(ids.NewId(), reference, customerId, invoiceId, amount, time.GetUtcNow()));
        return Done.Value;
    }

    /// <summary>Credit that came in pays what is open, oldest first; a job of its own, one invoice per transaction.</summary>
    public Task SpendSoonAsync(Guid customerId, Currency currency, CancellationToken ct) =>
        jobs.EnqueueAsync(new SpendWallet(customerId, currency.Code), ct);
}
