using EzSolutions.Application.Billing.BankTransfer;
using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing;

/// <param name="Note">For staff, plain words.</param>
internal sealed record BookingOutcome(InboxState State, string Note);

/// <summary>Books what a gateway says about a payment, inside the caller's transaction. The invoice's row lock serialises everything about it.</summary>
internal sealed class PaymentBook(IStore store, IIdGenerator ids, TimeProvider time, IJobQueue jobs, WalletBook wallets, FeeBook fees, BillingMails mails)
{
    /// <summary>M05, M06: effect, allocation, ledger and invoice together; once per payment of the gateway.</summary>
    public async Task<BookingOutcome> RecordAsync(string provider, CapturedMoney money, CancellationToken ct)
    {
        var earlier = await store.FirstOrDefaultAsync(
            store.Query<PaymentEffect>().Where(e => e.Provider == provider && e.PaymentId == money.ExternalId && e.Effect == PaymentEffect.Capture), ct);
        if (earlier is not null)
        {
            // Gateways settle their fee a moment after the money: a later event may be the first that knows it.
            await fees.BookAsync(provider, money.ExternalId, earlier.InvoiceId, money.Fee, ct);
            return new BookingOutcome(InboxState.Processed, "This payment is booked already.");
        }

        if (await LoadTopUpAsync(money.PaymentId, ct) is { } topUp)
            return await TopUpAsync(topUp, provider, money, ct);
        if (await LoadAsync(money.PaymentId, ct) is not var (payment, invoice))
            return Unmatched($"{money.Amount} was paid ({money.ExternalId}), but it names no payment of ours.");
        if (money.Amount.Currency != payment.Amount.Currency)
            return Unmatched($"{money.Amount} was paid ({money.ExternalId}) for invoice {invoice.Number}, which is in {payment.Amount.Currency}.");
        if (!money.Amount.IsPositive)
            return Unmatched($"The gateway reports a payment of {money.Amount} ({money.ExternalId}).");

        payment.Succeed(money.ExternalId, time.GetUtcNow());
        return await BookAsync(invoice, provider, money, LedgerAccount.GatewayClearing, ct);
    }

    /// <summary>Money on our own bank account, for an invoice that the caller has locked.</summary>
    /// <param name="reference">The bank's; unique among transfers (M05).</param>
    public Task<BookingOutcome> RecordTransferAsync(Invoice invoice, string reference, Money amount, CancellationToken ct) =>
        BookAsync(invoice, RecordBankTransfer.Provider, new CapturedMoney(reference, null, amount), LedgerAccount.Bank, ct);

    private async Task<BookingOutcome> BookAsync(Invoice invoice, string provider, CapturedMoney money, LedgerAccount into, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var effect = PaymentEffect.Captured(ids.NewId(), provider, money.ExternalId, invoice.Id, money.Amount, now);
        store.Add(effect);
        var allocated = invoice.Allocate(money.Amount, now);
        var credit = money.Amount - allocated;
        if (allocated.IsPositive)
            store.Add(PaymentAllocation.Create(ids.NewId(), effect, allocated, now));
        store.Add(JournalEntry.PaymentCaptured(ids.NewId(), money.ExternalId, invoice.CustomerId, invoice.Id, allocated, credit, now, into));
        await fees.BookAsync(provider, money.ExternalId, invoice.Id, money.Fee, ct);
        if (credit.IsPositive)
        {
            if (!IsRounding(credit, allocated))
                await TellOfCreditAsync(invoice, money, credit, ct);
            await wallets.SpendSoonAsync(invoice.CustomerId, credit.Currency, ct);
        }

        return new BookingOutcome(InboxState.Processed, Describe(invoice, allocated, credit));
    }

    public async Task<BookingOutcome> RefuseAsync(Guid? paymentId, string reason, bool final, CancellationToken ct)
    {
        if (await LoadTopUpAsync(paymentId, ct) is { } topUp)
        {
            if (final)
                topUp.Fail(reason, time.GetUtcNow());
            else
                topUp.Declined(reason);
            return new BookingOutcome(InboxState.Processed, $"Top-up declined: {reason}");
        }

        if (await LoadAsync(paymentId, ct) is not var (payment, invoice))
            return new BookingOutcome(InboxState.Ignored, "A payment that is not ours was declined.");
        if (!payment.IsUnderway)
            return new BookingOutcome(InboxState.Processed, "Declined earlier; the payment has ended since.");

        // A saved card has no page on which another one could be tried.
        if (final || payment.MethodId is not null)
            payment.Fail(reason, time.GetUtcNow());
        else
            payment.Declined(reason);
        invoice.ReportFailedPayment(reason);
        return new BookingOutcome(InboxState.Processed, $"Declined: {reason}");
    }

    public async Task<BookingOutcome> ExpireAsync(Guid? paymentId, CancellationToken ct)
    {
        if (await LoadTopUpAsync(paymentId, ct) is { } topUp)
        {
            topUp.Expire(time.GetUtcNow());
            return new BookingOutcome(InboxState.Processed, "The top-up page expired.");
        }

        if (await LoadAsync(paymentId, ct) is not var (payment, invoice))
            return new BookingOutcome(InboxState.Ignored, "A page that is not ours expired.");
        if (!payment.IsUnderway)
            return new BookingOutcome(InboxState.Processed, "The payment had ended already.");

        payment.Expire(time.GetUtcNow());
        invoice.ReportFailedPayment("The payment page expired before the payment was made.");
        return new BookingOutcome(InboxState.Processed, "The payment page expired.");
    }

    /// <summary>The whole of it becomes credit, whatever was intended: nothing is dropped.</summary>
    private async Task<BookingOutcome> TopUpAsync(Payment topUp, string provider, CapturedMoney money, CancellationToken ct)
    {
        if (!money.Amount.IsPositive)
            return Unmatched($"The gateway reports a top-up of {money.Amount} ({money.ExternalId}).");

        var now = time.GetUtcNow();
        store.Add(PaymentEffect.Captured(ids.NewId(), provider, money.ExternalId, null, money.Amount, now));
        topUp.Succeed(money.ExternalId, now);
        await wallets.TopUpAsync(topUp.CustomerId, money.ExternalId, money.Amount, ct);
        await fees.BookAsync(provider, money.ExternalId, null, money.Fee, ct);
        return new BookingOutcome(InboxState.Processed, $"{money.Amount} paid into the customer's wallet.");
    }

    /// <summary>Card networks take currencies of three decimals in steps of ten: the few fils over are our asking, nobody's mistake.</summary>
    private static bool IsRounding(Money credit, Money allocated) => credit.Currency.Scale == 3 && credit.MinorUnits < 10 && allocated.IsPositive;

    private static BookingOutcome Unmatched(string note) => new(InboxState.Unmatched, note);

    private static string Describe(Invoice invoice, Money allocated, Money credit) => (allocated.IsPositive, credit.IsPositive) switch
    {
        (true, false) => $"{allocated} paid on invoice {invoice.Number}, which is {invoice.State.Word()}.",
        (true, true) => $"{allocated} paid on invoice {invoice.Number}; {credit} too much is in the customer's wallet.",
        _ => $"Invoice {invoice.Number} was {invoice.State.Word()}: {credit} is in the customer's wallet.",
    };

    /// <summary>The invoice's lock first, then the payment: the one order in which these are taken.</summary>
    private async Task<(Payment Payment, Invoice Invoice)?> LoadAsync(Guid? paymentId, CancellationToken ct)
    {
        if (paymentId is not { } id)
            return null;
        var invoiceId = await store.FirstOrDefaultAsync(store.Query<Payment>().Where(p => p.Id == id).Select(p => p.InvoiceId), ct);
        if (invoiceId is null || await store.FindLockedAsync<Invoice>(invoiceId.Value, ct) is not { } invoice)
            return null;
        return await store.FindLockedAsync<Payment>(id, ct) is { } payment ? (payment, invoice) : null;
    }

    private async Task<Payment?> LoadTopUpAsync(Guid? paymentId, CancellationToken ct) =>
        paymentId is { } id && await store.AnyAsync(store.Query<Payment>().Where(p => p.Id == id && p.InvoiceId == null), ct)
            ? await store.FindLockedAsync<Payment>(id, ct)
            : null;

    private async Task TellOfCreditAsync(Invoice invoice, CapturedMoney money, Money credit, CancellationToken ct)
    {
        await mails.PaymentCreditedAsync(invoice, money.Amount, credit, ct);
        await jobs.EnqueueAsync(
            new RaiseBillingAlarm(
                $"More was paid than was due on invoice {invoice.Number}",
                $"Payment {money.ExternalId} of {money.Amount} left {credit} over; the invoice is {invoice.State.Word()}. It is in the customer's wallet, and they were told: refund it or leave it there, as the customer wishes.",
                $"overpaid:{money.ExternalId}", invoice.CustomerId),
            ct);
    }
}
