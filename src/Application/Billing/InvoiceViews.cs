using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;

namespace EzSolutions.Application.Billing;

internal static class InvoiceViews
{
    public static InvoiceView From(Invoice invoice) => new(
        invoice.Id, invoice.Number!, invoice.State.Word(),
        [.. invoice.Lines.OrderBy(l => l.Position).Select(l => new InvoiceLineView(l.Description, l.Quantity, l.Amount, l.Tax, l.TaxRatePercent))],
        invoice.Subtotal, invoice.Tax, invoice.Total, invoice.AmountDue, invoice.IssuedAt!.Value, invoice.DueAt!.Value, invoice.PaidAt,
        invoice.OrderId, invoice.OrderNumber)
    {
        AmountPaid = invoice.AmountPaid,
        AmountCredited = invoice.AmountCredited,
        CustomerId = invoice.CustomerId,
        Seller = invoice.Seller,
        BilledTo = invoice.BilledTo,
    };

    public static DraftView Draft(Invoice invoice) => new(
        invoice.Id, invoice.CustomerId,
        [.. invoice.Lines.OrderBy(l => l.Position).Select(l => new InvoiceLineView(l.Description, l.Quantity, l.Amount, l.Tax, l.TaxRatePercent))],
        invoice.Subtotal, invoice.Tax, invoice.Total);

    /// <summary>The invoices the actor may see; drafts are nobody's business yet, and everybody else's are as absent.</summary>
    public static IQueryable<Invoice> VisibleTo(this IQueryable<Invoice> invoices, Actor actor)
    {
        var issued = invoices.Where(i => i.Number != null);
        return actor switch
        {
            Actor.Staff or Actor.System => issued,
            Actor.Customer customer => issued.Where(i => i.CustomerId == customer.CustomerId),
            _ => issued.Where(_ => false),
        };
    }

    public static IQueryable<Invoice> Named(this IQueryable<Invoice> invoices, string idOrNumber)
    {
        var number = idOrNumber.Trim().ToUpperInvariant();
        return Guid.TryParse(idOrNumber, out var id) ? invoices.Where(i => i.Id == id) : invoices.Where(i => i.Number == number);
    }
}
