using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;

namespace EzSolutions.Application.Billing;

/// <summary>M12: the receipt is queued with the payment and sent after it; it can fail without touching money.</summary>
internal sealed class SendReceipt(IStore store, IMailer mailer, BillToDirectory customers, ICompanyCalendar calendar) : IDomainEventHandler<InvoicePaid>
{
    public async Task HandleAsync(InvoicePaid happened, CancellationToken ct)
    {
        if (await customers.FindAsync(happened.CustomerId, ct) is not { } customer)
            return;
        var invoice = await store.FirstOrDefaultAsync(store.Query<Invoice>().Where(i => i.Id == happened.InvoiceId), ct);
        if (invoice is null)
            return;

        await mailer.QueueAsync(
            customer.Email, "payment-receipt",
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["name"] = customer.Name,
                ["invoiceNumber"] = happened.InvoiceNumber,
                ["orderNumber"] = invoice.OrderNumber,
                ["lines"] = invoice.Lines.OrderBy(l => l.Position).Select(l => new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["description"] = l.Description,
                    ["amount"] = l.Amount,
                }).ToList(),
                ["subtotal"] = invoice.Subtotal,
                ["taxLabel"] = invoice.Lines[0].TaxLabel,
                ["tax"] = invoice.Tax,
                ["total"] = happened.Total,
                ["paidAt"] = calendar.DateOf(invoice.PaidAt ?? invoice.IssuedAt!.Value),
            },
            ct,
            attachedDocument: invoice.Id);
    }
}
