using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing.Invoices;

/// <summary>Corrects finalised invoices together with the ledger, inside the caller's transaction; the invoice's lock serialises it.</summary>
internal sealed class CreditNoteBook(IStore store, IIdGenerator ids, TimeProvider time, INumberSeries numbers, IJobQueue jobs, WalletBook wallets)
{
    /// <summary>
    /// Off what is due first, the rest into the wallet. Errors: nothing_to_credit, credit_exceeds_invoice, invoice_void, invoice_written_off; none of
    /// them has taken a number when the caller gives up with it (M08).
    /// </summary>
    /// <param name="invoice">Tracked and locked by the caller.</param>
    public async Task<Result<CreditNote>> IssueAsync(Invoice invoice, IReadOnlyList<CreditRequest> lines, string reason, CancellationToken ct)
    {
        var earlier = (await store.ListAsync(store.Query<CreditNote>().Where(n => n.InvoiceId == invoice.Id), ct)).SelectMany(n => n.Lines).ToList();
        var now = time.GetUtcNow();
        var issued = CreditNote.For(ids.NewId(), await numbers.NextAsync("CRN", ct), invoice, lines, earlier, reason, now);
        if (issued.Error is { } refused)
            return refused;

        var note = issued.Value;
        store.Add(note);
        store.Add(JournalEntry.CreditNoteIssued(ids.NewId(), note, now));
        if (note.ToWallet.IsPositive)
            await wallets.SpendSoonAsync(note.CustomerId, note.Total.Currency, ct);
        if (!invoice.IsPayable)
            await jobs.EnqueueAsync(new ClosePaymentPages(invoice.Id), ct);
        return note;
    }

    /// <summary>All that is left of every line: what repricing an open invoice (O08) and cancelling one that is credited in part need.</summary>
    public Task<Result<CreditNote>> IssueForAllAsync(Invoice invoice, string reason, CancellationToken ct) =>
        IssueAsync(invoice, [.. invoice.Lines.OrderBy(l => l.Position).Select(l => new CreditRequest(l.Position))], reason, ct);
}
