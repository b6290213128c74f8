using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing;

internal static class InvoiceViews
{
    public static InvoiceView From(Invoice invoice, ICompanyCalendar calendar) => new(
        invoice.Id, invoice.Number!, invoice.State.Word(),
        [.. invoice.Lines.OrderBy(l => l.Position).Select(Line)],
        invoice.Subtotal, invoice.Tax, invoice.Total, invoice.AmountDue, invoice.IssuedAt!.Value, invoice.DueAt!.Value, invoice.PaidAt,
        invoice.OrderId, invoice.OrderNumber)
    {
        IssuedOn = calendar.DateOf(invoice.IssuedAt!.Value),
        DueOn = calendar.DateOf(invoice.DueAt!.Value),
        AmountPaid = invoice.AmountPaid,
        AmountCredited = invoice.AmountCredited,
        CustomerId = invoice.CustomerId,
        Seller = invoice.Seller,
        BilledTo = invoice.BilledTo,
    };

    public static DraftView Draft(Invoice invoice) => new(
        invoice.Id, invoice.CustomerId,
        [.. invoice.Lines.OrderBy(l => l.Position).Select(Line)],
        invoice.Subtotal, invoice.Tax, invoice.Total);

    private static InvoiceLineView Line(InvoiceLine line) => new(line.Description, line.Quantity, line.Amount, line.Tax, line.TaxRatePercent)
    {
        TaxLabel = line.TaxLabel,
        Taxes = [.. line.Taxes.Select(t => new LineTaxView(t.Label, t.RatePercent, new Money(t.MinorUnits, line.Amount.Currency)))],
        TaxKind = line.TaxKind.Word(),
        TaxNote = line.TaxNote,
        CommodityCode = line.CommodityCode,
        Discount = line.Discount.IsZero ? null : line.Discount,
        DiscountLabel = line.DiscountLabel,
    };

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
