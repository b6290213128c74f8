using System.Globalization;
using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Billing.Tax;
using EzSolutions.Domain.Common;

namespace EzSolutions.Application.Billing.Documents;

/// <summary>Puts together what is printed of an invoice or a credit note.</summary>
internal sealed class BillingDocuments(IStore store, ICompanyCalendar calendar)
{
    public async Task<BillingDocument> OfAsync(Invoice invoice, CancellationToken ct)
    {
        var seller = invoice.Seller ?? await SellerAsync(ct);
        List<DocumentFact> facts = [new("Number", invoice.Number!), new("Date", Day(invoice.IssuedAt!.Value)), new("Due", Day(invoice.DueAt!.Value))];
        if (invoice.OrderNumber is { } order)
            facts.Add(new DocumentFact("Order", order));
        if (invoice.PaidAt is { } paid && invoice.State == InvoiceState.Paid)
            facts.Add(new DocumentFact("Paid", Day(paid)));

        List<DocumentFact> totals = [new("Subtotal", invoice.Subtotal.Display()), new("Tax", invoice.Tax.Display()), new("Total", invoice.Total.Display())];
        if (invoice.AmountPaid.IsPositive)
            totals.Add(new DocumentFact("Paid", invoice.AmountPaid.Display()));
        if (invoice.AmountCredited.IsPositive)
            totals.Add(new DocumentFact("Credited", invoice.AmountCredited.Display()));
        if (totals.Count > 3 || invoice.IsPayable)
            totals.Add(new DocumentFact("Amount due", invoice.AmountDue.Display()));

        return new BillingDocument(
            "Invoice", invoice.Number!, invoice.IssuedAt.Value, seller, invoice.BilledTo ?? await CustomerAsync(invoice.CustomerId, ct), facts,
            [.. invoice.Lines.OrderBy(l => l.Position).Select(Line)], Taxes(invoice.Lines), totals, Stamp(invoice.State), Notes(invoice, seller),
            invoice.IsPayable ? PaymentCodes.For(seller, invoice.AmountDue, invoice.Number!) : null);
    }

    public async Task<BillingDocument> OfAsync(CreditNote note, CancellationToken ct)
    {
        var seller = note.Seller ?? await SellerAsync(ct);
        List<DocumentFact> totals = [new("Subtotal", note.Subtotal.Display()), new("Tax", note.Tax.Display())];
        if (note.Applied.IsPositive)
            totals.Add(new DocumentFact("Off the amount due", note.Applied.Display()));
        if (note.ToWallet.IsPositive)
            totals.Add(new DocumentFact("Added to your credit", note.ToWallet.Display()));
        totals.Add(new DocumentFact("Total credited", note.Total.Display()));

        return new BillingDocument(
            "Credit note", note.Number, note.IssuedAt, seller, note.BilledTo ?? await CustomerAsync(note.CustomerId, ct),
            [new("Number", note.Number), new("Date", Day(note.IssuedAt)), new("For invoice", note.InvoiceNumber)],
            [.. note.Lines.OrderBy(l => l.Position).Select(l => new DocumentLine(l.Description, null, null, l.TaxLabel, l.Amount, l.Tax))],
            [.. note.Lines.GroupBy(l => (l.TaxLabel, l.TaxRatePercent)).Select(g => new DocumentTax(g.Key.TaxLabel, g.Key.TaxRatePercent, Sum(g, l => l.Amount), Sum(g, l => l.Tax)))],
            totals, null, [.. new[] { note.Reason, seller.Note }.OfType<string>()], null);
    }

    private static DocumentLine Line(InvoiceLine line)
    {
        string?[] details = [line.CommodityCode is { } code ? $"HSN/SAC {code}" : null, line.DiscountLabel];
        var detail = string.Join("  ·  ", details.OfType<string>());
        return new DocumentLine(line.Description, detail.Length > 0 ? detail : null, line.Quantity, line.TaxLabel, line.Amount, line.Tax);
    }

    /// <summary>Every tax by itself (CGST and SGST are two rows), each with the amount it was computed on.</summary>
    private static List<DocumentTax> Taxes(IReadOnlyList<InvoiceLine> lines) =>
        [.. lines
            .SelectMany(line => line.Taxes.Count > 0
                ? line.Taxes.Select(t => new DocumentTax(t.Label, t.RatePercent, line.Amount, new Money(t.MinorUnits, line.Amount.Currency)))
                : [new DocumentTax(line.TaxLabel, line.TaxRatePercent, line.Amount, line.Tax)])
            .GroupBy(t => (t.Label, t.RatePercent))
            .Select(g => new DocumentTax(g.Key.Label, g.Key.RatePercent, Sum(g, t => t.Net), Sum(g, t => t.Tax)))];

    private static List<string> Notes(Invoice invoice, InvoiceParty seller)
    {
        List<string> notes = [.. invoice.Lines.Select(l => l.TaxNote).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (invoice.IsPayable && seller.Bank is { } bank)
            notes.Add($"Bank transfer: {bank.Holder}, IBAN {bank.Iban}{(bank.Bic is { } bic ? $", BIC {bic}" : "")}. Please name {invoice.Number}.");
        if (seller.Note is { } note)
            notes.Add(note);
        return notes;
    }

    private static string? Stamp(InvoiceState state) => state switch
    {
        InvoiceState.Paid => "PAID",
        InvoiceState.Void => "VOID",
        InvoiceState.Uncollectible => "WRITTEN OFF",
        _ => null,
    };

    private static Money Sum<T>(IEnumerable<T> rows, Func<T, Money> amount) => rows.Select(amount).Aggregate((sum, next) => sum + next);

    /// <summary>The company's day, as its books count it.</summary>
    private string Day(DateTimeOffset at) => calendar.DateOf(at).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Only for what was issued before documents kept their parties.</summary>
    private async Task<InvoiceParty> SellerAsync(CancellationToken ct) => InvoiceParties.Of(
        (await store.FirstOrDefaultAsync(store.Query<SellerProfile>(), ct))?.Details ?? SellerDetails.Unknown);

    private async Task<InvoiceParty> CustomerAsync(Guid customerId, CancellationToken ct) =>
        await store.FirstOrDefaultAsync(store.Query<Customer>().Where(c => c.Id == customerId), ct) is { } customer
            ? InvoiceParties.Of(customer)
            : new InvoiceParty("", null, [], null, null, []);
}
