using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing;

/// <summary>Tells customers about documents and money that no order or renewal tells of; queued with what happened, sent after it (M12).</summary>
internal sealed class BillingMails(IStore store, IMailer mailer, BillToDirectory customers, PayLinks links, ICompanyCalendar calendar) :
    IDomainEventHandler<CreditNoteIssued>
{
    /// <summary>With the invoice as PDF.</summary>
    public Task InvoiceIssuedAsync(Invoice invoice, CancellationToken ct) => SendAsync(
        invoice.CustomerId, "invoice-issued", invoice.Id, ct,
        ("invoiceNumber", invoice.Number), ("total", invoice.Total),
        ("dueOn", calendar.DateOf(invoice.DueAt!.Value)), ("payUrl", links.For(invoice.Id).ToString()));

    /// <summary>M06: what was too much, or came for an invoice that asks for nothing any more, is theirs, and they are told.</summary>
    public Task PaymentCreditedAsync(Invoice invoice, Money paid, Money credit, CancellationToken ct) => SendAsync(
        invoice.CustomerId, "payment-credited", null, ct,
        ("invoiceNumber", invoice.Number), ("paid", paid), ("credit", credit), ("why", Why(invoice, paid, credit)));

    /// <summary>With the credit note as PDF.</summary>
    public async Task HandleAsync(CreditNoteIssued happened, CancellationToken ct)
    {
        if (await store.FirstOrDefaultAsync(store.Query<CreditNote>().Where(n => n.Id == happened.CreditNoteId), ct) is not { } note)
            return;
        await SendAsync(
            note.CustomerId, "credit-note-issued", note.Id, ct,
            ("number", note.Number), ("invoiceNumber", note.InvoiceNumber), ("total", note.Total), ("reason", note.Reason),
            ("applied", note.Applied.IsPositive ? (Money?)note.Applied : null), ("toWallet", note.ToWallet.IsPositive ? (Money?)note.ToWallet : null));
    }

    /// <summary>A word that the mail's text is told apart by.</summary>
    private static string Why(Invoice invoice, Money paid, Money credit) => invoice.State switch
    {
        InvoiceState.Void => "void",
        InvoiceState.Uncollectible => "uncollectible",
        _ when credit == paid => "paid",
        _ => "more",
    };

    private async Task SendAsync(Guid customerId, string template, Guid? attached, CancellationToken ct, params (string Name, object? Value)[] facts)
    {
        if (await customers.FindAsync(customerId, ct) is not { } customer)
            return;
        var model = facts.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);
        model["name"] = customer.Name;
        await mailer.QueueAsync(customer.Email, template, model, ct, attached);
    }
}
