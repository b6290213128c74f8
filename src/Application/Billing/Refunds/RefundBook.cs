using EzSolutions.Application.Billing.BankTransfer;
using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Refunds;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing.Refunds;

/// <summary>Books what gateways say about refunds, inside the caller's transaction. M05: each refund once, however many answers and events tell of it.</summary>
internal sealed class RefundBook(IStore store, IIdGenerator ids, TimeProvider time, IJobQueue jobs, RefundCredit credit, WalletBook wallets)
{
    public async Task<BookingOutcome> RecordAsync(string provider, GatewayRefund told, CancellationToken ct)
    {
        if (await OursAsync(provider, told, ct) is not { } id)
            return await AdoptAsync(provider, told, ct);
        if (await RefundLocks.LoadAsync(store, id, ct) is not var (refund, _))
            return new BookingOutcome(InboxState.Unmatched, $"Refund {told.ExternalId} names a refund that is not here.");
        if (told.Amount != refund.Amount)
            return new BookingOutcome(InboxState.Unmatched, $"Refund {told.ExternalId} is over {told.Amount}; {refund.Amount} was approved.");

        switch (told.State)
        {
            case GatewayRefundState.Succeeded:
                return await PayAsync(refund, told.ExternalId, ct);
            case GatewayRefundState.Failed:
                return await FailAsync(refund, told.ExternalId, "The bank did not take the refund.", ct);
            default:
                refund.Sent(told.ExternalId);
                return new BookingOutcome(InboxState.Processed, $"The refund of {refund.Amount} is on its way.");
        }
    }

    /// <summary>The gateway will not send it.</summary>
    public async Task FailAsync(Guid refundId, string reason, CancellationToken ct)
    {
        if (await RefundLocks.LoadAsync(store, refundId, ct) is var (refund, _))
            await FailAsync(refund, null, reason, ct);
    }

    private async Task<BookingOutcome> PayAsync(Refund refund, string externalId, CancellationToken ct)
    {
        if (await HasAsync(refund.Provider, externalId, PaymentEffect.Refunded, ct))
            return new BookingOutcome(InboxState.Processed, "This refund is booked already.");
        if (refund.State is RefundState.Failed or RefundState.Rejected)
            return new BookingOutcome(InboxState.Unmatched, $"The gateway sent refund {externalId} of {refund.Amount}, which had ended here as {refund.State.Word()}.");

        var now = time.GetUtcNow();
        var from = refund.Provider == RecordBankTransfer.Provider ? LedgerAccount.Bank : LedgerAccount.GatewayClearing;
        store.Add(PaymentEffect.Of(PaymentEffect.Refunded, ids.NewId(), refund.Provider, externalId, refund.InvoiceId, refund.Amount, now));
        store.Add(JournalEntry.RefundPaid(ids.NewId(), refund.IdempotencyKey, refund.InvoiceId, refund.Amount, now, from));
        refund.Succeed(externalId, now);
        return new BookingOutcome(InboxState.Processed, $"{refund.Amount} of invoice {refund.InvoiceNumber} went back to the customer.");
    }

    private async Task<BookingOutcome> FailAsync(Refund refund, string? externalId, string reason, CancellationToken ct)
    {
        if (refund.State is RefundState.Failed or RefundState.Rejected)
            return new BookingOutcome(InboxState.Processed, "This refund had failed already.");

        var now = time.GetUtcNow();
        if (refund.State == RefundState.Succeeded)
        {
            // It had left, and came back: the clearing account has it again.
            store.Add(PaymentEffect.Of(PaymentEffect.RefundReturned, ids.NewId(), refund.Provider, externalId ?? refund.ExternalId!, refund.InvoiceId, refund.Amount, now));
            var paid = await store.FirstOrDefaultAsync(
                store.Query<JournalEntry>().Where(e => e.Reference == refund.IdempotencyKey && e.Kind == JournalKinds.RefundPaid), ct);
            if (paid is not null)
                store.Add(paid.Reverse(ids.NewId(), now));
        }

        store.Add(JournalEntry.RefundFailed(ids.NewId(), refund.IdempotencyKey, refund.CustomerId, refund.InvoiceId, refund.Amount, now));
        refund.Fail(reason, now);
        await jobs.EnqueueAsync(
            new RaiseBillingAlarm(
                $"A refund of invoice {refund.InvoiceNumber} did not work",
                $"{refund.Amount} could not be sent back: {reason} It is in the customer's wallet; ask how they want it.",
                $"refund:{refund.Id:N}", refund.CustomerId),
            ct);
        return new BookingOutcome(InboxState.Processed, $"The refund of {refund.Amount} failed; it is in the customer's wallet.");
    }

    /// <summary>One that somebody decided at the gateway itself: the money has left, so the books follow.</summary>
    private async Task<BookingOutcome> AdoptAsync(string provider, GatewayRefund told, CancellationToken ct)
    {
        if (told.State != GatewayRefundState.Succeeded)
            return new BookingOutcome(InboxState.Ignored, "A refund decided at the gateway has not been sent; another event will tell.");
        var capture = await store.FirstOrDefaultAsync(
            store.Query<PaymentEffect>().Where(e => e.Provider == provider && e.PaymentId == told.PaymentExternalId && e.Effect == PaymentEffect.Capture), ct);
        if (capture is not { InvoiceId: { } invoiceId } || await store.FindLockedAsync<Invoice>(invoiceId, ct) is not { } invoice)
            return new BookingOutcome(InboxState.Unmatched, $"{told.Amount} of payment {told.PaymentExternalId} was refunded at the gateway; no invoice here was paid by it.");
        if (await HasAsync(provider, told.ExternalId, PaymentEffect.Refunded, ct))
            return new BookingOutcome(InboxState.Processed, "This refund is booked already.");

        // M07: the database would refuse it, and go on refusing; a person has to look first.
        if (told.Amount.Currency != capture.Amount.Currency || told.Amount > await LeftAsync(capture, ct))
            return new BookingOutcome(
                InboxState.Unmatched,
                $"{told.Amount} of payment {told.PaymentExternalId} was refunded at the gateway, more than is left of it here. Reject the refunds that wait for invoice {invoice.Number}, then look at this event again.");

        const string reason = "Refunded at the payment service";
        var refund = Refund.Request(ids.NewId(), capture, invoice, told.Amount, RefundDestination.Origin, reason, $"gateway:{provider}", time.GetUtcNow());
        refund.Approve($"gateway:{provider}", time.GetUtcNow());
        store.Add(refund);
        var corrected = await credit.GiveAsync(invoice, told.Amount, reason, ct);
        var unsettled = corrected.Error ?? (await wallets.WithdrawForRefundAsync(refund.CustomerId, refund.IdempotencyKey, invoice.Id, refund.Amount, ct)).Error;
        await jobs.EnqueueAsync(Alarm(provider, told, invoice, unsettled), ct);
        return await PayAsync(refund, told.ExternalId, ct);
    }

    private async Task<Money> LeftAsync(PaymentEffect capture, CancellationToken ct) =>
        (await store.ListAsync(
            store.Query<Refund>().Where(r => r.EffectId == capture.Id && r.State != RefundState.Failed && r.State != RefundState.Rejected).Select(r => r.Amount), ct))
        .Aggregate(capture.Amount, (left, given) => left - given);

    private static RaiseBillingAlarm Alarm(string provider, GatewayRefund told, Invoice invoice, Error? unsettled) => new(
        $"Invoice {invoice.Number} was refunded at {provider}",
        $"{told.Amount} went back to the customer by a decision taken at {provider} ({told.ExternalId}). "
            + (unsettled is null
                ? "A credit note was issued for it; nothing more has to be done."
                : $"It is booked, but the customer has used the credit meanwhile ({unsettled.Message}): refunds payable shows the difference."),
        $"refund:{told.ExternalId}", invoice.CustomerId);

    private async Task<Guid?> OursAsync(string provider, GatewayRefund told, CancellationToken ct) => await store.FirstOrDefaultAsync(
        store.Query<Refund>().Where(r => r.Provider == provider && (r.Id == told.RefundId || r.ExternalId == told.ExternalId)).Select(r => (Guid?)r.Id), ct);

    private Task<bool> HasAsync(string provider, string externalId, string effect, CancellationToken ct) => store.AnyAsync(
        store.Query<PaymentEffect>().Where(e => e.Provider == provider && e.PaymentId == externalId && e.Effect == effect), ct);
}
