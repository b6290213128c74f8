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
        var billedTo = invoice.BilledTo ?? await CustomerAsync(invoice.CustomerId, ct);
        var texts = TextsFor(invoice.BilledTo);
        List<DocumentFact> facts = [new(texts.Number, invoice.Number!), new(texts.Date, Day(invoice.IssuedAt!.Value, texts)), new(texts.Due, Day(invoice.DueAt!.Value, texts))];
        if (invoice.OrderNumber is { } order)
            facts.Add(new DocumentFact(texts.Order, order));
        if (invoice.PaidAt is { } paid && invoice.State == InvoiceState.Paid)
            facts.Add(new DocumentFact(texts.PaidOn, Day(paid, texts)));

        List<DocumentFact> totals = [new(texts.Subtotal, texts.Money(invoice.Subtotal)), new(texts.Tax, texts.Money(invoice.Tax)), new(texts.Total, texts.Money(invoice.Total))];
        if (invoice.AmountPaid.IsPositive)
            totals.Add(new DocumentFact(texts.Paid, texts.Money(invoice.AmountPaid)));
        if (invoice.AmountCredited.IsPositive)
            totals.Add(new DocumentFact(texts.Credited, texts.Money(invoice.AmountCredited)));
        if (totals.Count > 3 || invoice.IsPayable)
            totals.Add(new DocumentFact(texts.AmountDue, texts.Money(invoice.AmountDue)));

        return new BillingDocument(
            texts, texts.Invoice, invoice.Number!, invoice.IssuedAt.Value, seller, billedTo, facts,
            [.. invoice.Lines.OrderBy(l => l.Position).Select(Line)], Taxes(invoice.Lines), totals, texts.Stamp(invoice.State), Notes(invoice, seller, texts),
            invoice.IsPayable ? PaymentCodes.For(seller, invoice.AmountDue, invoice.Number!, texts) : null);
    }

    public async Task<BillingDocument> OfAsync(CreditNote note, CancellationToken ct)
    {
        var seller = note.Seller ?? await SellerAsync(ct);
        var texts = TextsFor(note.BilledTo);
        List<DocumentFact> totals = [new(texts.Subtotal, texts.Money(note.Subtotal)), new(texts.Tax, texts.Money(note.Tax))];
        if (note.Applied.IsPositive)
            totals.Add(new DocumentFact(texts.OffAmountDue, texts.Money(note.Applied)));
        if (note.ToWallet.IsPositive)
            totals.Add(new DocumentFact(texts.AddedToCredit, texts.Money(note.ToWallet)));
        totals.Add(new DocumentFact(texts.TotalCredited, texts.Money(note.Total)));

        return new BillingDocument(
            texts, texts.CreditNote, note.Number, note.IssuedAt, seller, note.BilledTo ?? await CustomerAsync(note.CustomerId, ct),
            [new(texts.Number, note.Number), new(texts.Date, Day(note.IssuedAt, texts)), new(texts.ForInvoice, note.InvoiceNumber)],
            [.. note.Lines.OrderBy(l => l.Position).Select(l => new DocumentLine(l.Description, null, null, l.TaxLabel, l.Amount, l.Tax))],
            [.. note.Lines.GroupBy(l => (l.TaxLabel, l.TaxRatePercent)).Select(g => new DocumentTax(g.Key.TaxLabel, g.Key.TaxRatePercent, Sum(g, l => l.Amount), Sum(g, l => l.Tax)))],
            totals, null, [.. new[] { note.Reason, seller.Note }.OfType<string>()], null);
    }

    /// <summary>M09: as the customer read when it was issued, whatever they read by now; what was issued before that was kept stays in English.</summary>
    private static DocumentTexts TextsFor(InvoiceParty? billedTo) => DocumentTexts.For(billedTo?.Locale);

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

    private static List<string> Notes(Invoice invoice, InvoiceParty seller, DocumentTexts texts)
    {
        List<string> notes = [.. invoice.Lines.Select(l => l.TaxNote).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (invoice.IsPayable && seller.Bank is { } bank)
            notes.Add(texts.Transfer(bank, invoice.Number!));
        if (seller.Note is { } note)
            notes.Add(note);
        return notes;
    }

    private static Money Sum<T>(IEnumerable<T> rows, Func<T, Money> amount) => rows.Select(amount).Aggregate((sum, next) => sum + next);

    /// <summary>The company's day, as its books count it.</summary>
    private string Day(DateTimeOffset at, DocumentTexts texts) => texts.Day(calendar.DateOf(at));

    /// <summary>Only for what was issued before documents kept their parties.</summary>
    private async Task<InvoiceParty> SellerAsync(CancellationToken ct) => InvoiceParties.Of(
        (await store.FirstOrDefaultAsync(store.Query<SellerProfile>(), ct))?.Details ?? SellerDetails.Unknown);

    private async Task<InvoiceParty> CustomerAsync(Guid customerId, CancellationToken ct) =>
        await store.FirstOrDefaultAsync(store.Query<Customer>().Where(c => c.Id == customerId), ct) is { } customer
            ? InvoiceParties.Of(customer)
            : new InvoiceParty("", null, [], null, null, []);
}
