using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Disputes;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing.Disputes;

/// <summary>Books what gateways say about disputes, inside the caller's transaction. M05: each withdrawal, return and loss once.</summary>
internal sealed class DisputeBook(IStore store, IIdGenerator ids, TimeProvider time, IJobQueue jobs, FeeBook fees)
{
    public async Task<BookingOutcome> RecordAsync(string provider, DisputeReport report, CancellationToken ct)
    {
        var capture = await store.FirstOrDefaultAsync(
            store.Query<PaymentEffect>().Where(e => e.Provider == provider && e.PaymentId == report.PaymentId && e.Effect == PaymentEffect.Capture), ct);
        if (capture is null)
            return new BookingOutcome(InboxState.Unmatched, $"Payment {report.PaymentId} of {report.Amount} is disputed; it is not booked here.");

        // The invoice's lock serialises everything about its money; a top-up has none, and the effects' unique index decides.
        var invoice = capture.InvoiceId is { } id ? await store.FindLockedAsync<Invoice>(id, ct) : null;
        var customer = invoice?.CustomerId ?? await PayerAsync(provider, report.PaymentId, ct);
        if (customer is not { } payer)
            return new BookingOutcome(InboxState.Unmatched, $"Payment {report.PaymentId} is disputed, and nobody here made it.");

        var now = time.GetUtcNow();
        var dispute = await store.FindAsync<Dispute>(d => d.Provider == provider && d.ExternalId == report.ExternalId, ct);
        if (dispute is null)
        {
            dispute = Dispute.Open(ids.NewId(), provider, report, capture, payer, now);
            store.Add(dispute);
            await jobs.EnqueueAsync(Alarm(dispute, invoice), ct);
        }
        else
        {
            dispute.Follow(report, now);
        }

        await BookAsync(dispute, report, now, ct);
        await fees.BookAsync(provider, report.ExternalId, dispute.InvoiceId, report.Fee, ct);
        return new BookingOutcome(InboxState.Processed, $"The dispute over {dispute.Amount} is {dispute.State.Word()}.");
    }

    private async Task BookAsync(Dispute dispute, DisputeReport report, DateTimeOffset now, CancellationToken ct)
    {
        var booked = (await store.ListAsync(
            store.Query<PaymentEffect>().Where(e => e.Provider == dispute.Provider && e.PaymentId == dispute.ExternalId).Select(e => e.Effect), ct))
            .ToHashSet(StringComparer.Ordinal);
        var lost = dispute.State == DisputeState.Lost;
        if (report.MoneyTaken || lost)
            Once(PaymentEffect.Chargeback, JournalEntry.ChargebackOpened);
        if (lost)
            Once(PaymentEffect.ChargebackLost, JournalEntry.ChargebackLost);
        else if (!dispute.IsOpen && booked.Contains(PaymentEffect.Chargeback))
            Once(PaymentEffect.ChargebackReturned, JournalEntry.ChargebackWon);

        void Once(string effect, Func<Guid, string, Guid?, Money, DateTimeOffset, JournalEntry> entry)
        {
            if (!booked.Add(effect))
                return;
            store.Add(PaymentEffect.Of(effect, ids.NewId(), dispute.Provider, dispute.ExternalId, dispute.InvoiceId, dispute.Amount, now));
            store.Add(entry(ids.NewId(), dispute.ExternalId, dispute.InvoiceId, dispute.Amount, now));
        }
    }

    private Task<Guid?> PayerAsync(string provider, string paymentId, CancellationToken ct) => store.FirstOrDefaultAsync(
        store.Query<Payment>().Where(p => p.Provider == provider && p.ExternalId == paymentId).Select(p => (Guid?)p.CustomerId), ct);

    private static RaiseBillingAlarm Alarm(Dispute dispute, Invoice? invoice) => new(
        $"A payment of {dispute.Amount} is disputed{(invoice?.Number is { } number ? $" (invoice {number})" : "")}",
        $"The customer's bank takes it back: {dispute.Reason}. Answer at {dispute.Provider} ({dispute.ExternalId})"
            + (dispute.RespondBy is { } by ? $" before {by:yyyy-MM-dd HH:mm} UTC." : ".") + " What becomes of it is booked by itself.",
        $"dispute:{dispute.ExternalId}", dispute.CustomerId);
}
