using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Tax;

namespace EzSolutions.Application.Billing.Invoices;

/// <summary>Moves invoices through their life together with the ledger, inside the caller's transaction.</summary>
internal sealed class InvoiceBook(IStore store, IIdGenerator ids, TimeProvider time, INumberSeries numbers, IJobQueue jobs, WalletBook wallets)
{
    /// <summary>M08, M09: number, snapshot of seller and customer, and the receivable, all or nothing. Adds the invoice when the store does not know it yet.</summary>
    public async Task FinaliseAsync(Invoice invoice, DateTimeOffset dueAt, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var seller = await SellerAsync(ct);
        var customer = await CustomerAsync(invoice.CustomerId, ct);
        invoice.Finalise(await numbers.NextAsync("INV", ct), now, dueAt, seller, customer);
        if (!store.Tracks(invoice))
            store.Add(invoice);
        store.Add(JournalEntry.InvoiceFinalised(ids.NewId(), invoice, now));

        // Whether credit buys something is the customer's decision; what they owe anyway is paid with it.
        if (invoice.OrderId is null)
            await wallets.SpendSoonAsync(invoice.CustomerId, invoice.Total.Currency, ct);
    }

    /// <param name="invoice">Locked; nothing paid or credited on it.</param>
    public async Task VoidAsync(Invoice invoice, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        invoice.Void(now);
        store.Add(JournalEntry.InvoiceVoided(ids.NewId(), invoice, now));
        await jobs.EnqueueAsync(new ClosePaymentPages(invoice.Id), ct);
    }

    /// <param name="invoice">Locked and payable.</param>
    public async Task WriteOffAsync(Invoice invoice, string reason, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var givenUp = invoice.WriteOff(now);
        store.Add(JournalEntry.InvoiceWrittenOff(ids.NewId(), invoice, givenUp, reason, now));
        await jobs.EnqueueAsync(new ClosePaymentPages(invoice.Id), ct);
    }

    /// <summary>The seller as they are now; null until the profile is filled in.</summary>
    public async Task<InvoiceParty?> SellerAsync(CancellationToken ct) =>
        await store.FirstOrDefaultAsync(store.Query<SellerProfile>(), ct) is { } profile ? InvoiceParties.Of(profile.Details) : null;

    public async Task<InvoiceParty?> CustomerAsync(Guid customerId, CancellationToken ct) =>
        await store.FirstOrDefaultAsync(store.Query<Customer>().Where(c => c.Id == customerId), ct) is { } customer ? InvoiceParties.Of(customer) : null;
}
