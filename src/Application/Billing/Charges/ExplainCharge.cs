using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Charges;

/// <summary>
/// Where an amount comes from: the invoices that fit, with lines, discounts, taxes, credit notes and every ledger entry about them. A customer's own,
/// or for staff anybody's by number. Errors: invoice_not_found.
/// </summary>
/// <param name="InvoiceNumber">Null looks by amount, or takes the latest invoice.</param>
/// <param name="Amount">In major units, as people say it: a total, a payment or a line.</param>
/// <param name="Currency">Null is any.</param>
[Access(Audience.Customer | Audience.Staff)]
public sealed record ExplainCharge(string? InvoiceNumber = null, decimal? Amount = null, string? Currency = null) : IQuery<IReadOnlyList<ChargeExplanation>>;

/// <param name="Entries">Oldest first.</param>
public sealed record ChargeExplanation(
    InvoiceView Invoice, IReadOnlyList<ChargeLine> Lines, IReadOnlyList<ChargeTax> Taxes, string? TaxNote, IReadOnlyList<string> CreditNotes,
    IReadOnlyList<ChargeEntry> Entries);

/// <param name="Amount">Without tax, after the discount.</param>
public sealed record ChargeLine(string Description, int Quantity, Money Amount, Money? Discount, string? DiscountLabel);

public sealed record ChargeTax(string Label, Money Amount);

/// <param name="Kind">As in the journal, e.g. <c>invoice_finalised</c>.</param>
/// <param name="Amount">How it changed what is owed; negative where it was paid or credited.</param>
public sealed record ChargeEntry(Guid EntryId, string Kind, string Reference, DateTimeOffset At, Money Amount, string? Note);

internal sealed class ExplainChargeValidator : AbstractValidator<ExplainCharge>
{
    public ExplainChargeValidator()
    {
        RuleFor(r => r.InvoiceNumber).MaximumLength(40);
        RuleFor(r => r.Amount).InclusiveBetween(0, 1_000_000_000_000);
    }
}

internal sealed class ExplainChargeHandler(IStore store, IActorContext actors, ICompanyCalendar calendar) : IRequestHandler<ExplainCharge, Result<IReadOnlyList<ChargeExplanation>>>
{
    /// <summary>How far back an amount is looked for, and how many answers are of use.</summary>
    private const int LookBack = 200;
    private const int MostAnswers = 3;

    public async Task<Result<IReadOnlyList<ChargeExplanation>>> Handle(ExplainCharge request, CancellationToken cancellationToken)
    {
        var visible = store.Query<Invoice>().VisibleTo(actors.Current);
        if (actors.Current is Actor.Staff && request.InvoiceNumber is null)
            return BillingErrors.InvoiceNotFound;

        var found = await FindAsync(visible, request, cancellationToken);
        if (found.Count == 0)
            return BillingErrors.InvoiceNotFound;
        List<ChargeExplanation> explained = [];
        foreach (var invoice in found)
            explained.Add(await ExplainAsync(invoice, cancellationToken));
        return explained;
    }

    private async Task<List<Invoice>> FindAsync(IQueryable<Invoice> visible, ExplainCharge request, CancellationToken ct)
    {
        if (request.InvoiceNumber is { } typed)
        {
            var number = typed.Trim().ToUpperInvariant();
            return await store.ListAsync(visible.Where(i => i.Number == number), ct);
        }

        var latest = await store.ListAsync(visible.OrderByDescending(i => i.Id).Take(request.Amount is null ? 1 : LookBack), ct);
        return request.Amount is not { } amount ? latest : [.. (await WithPaymentsAsync(latest, amount, request.Currency, ct)).Take(MostAnswers)];
    }

    /// <summary>The whole invoice first, then what was paid on one, then one of its lines.</summary>
    private async Task<IEnumerable<Invoice>> WithPaymentsAsync(List<Invoice> invoices, decimal amount, string? currency, CancellationToken ct)
    {
        var ids = invoices.ConvertAll(i => (Guid?)i.Id);
        var paid = await store.ListAsync(store.Query<PaymentEffect>().Where(e => ids.Contains(e.InvoiceId) && e.Effect == PaymentEffect.Capture), ct);
        return invoices.Where(i => Is(i.Total) || Is(i.AmountDue))
            .Concat(invoices.Where(i => paid.Exists(p => p.InvoiceId == i.Id && Is(p.Amount))))
            .Concat(invoices.Where(i => i.Lines.Any(l => Is(l.Amount) || Is(l.Amount + l.Tax)))).Distinct();

        bool Is(Money money) => money.ToDecimal() == amount && (currency is null || money.Currency.Code == currency);
    }

    private async Task<ChargeExplanation> ExplainAsync(Invoice invoice, CancellationToken ct)
    {
        var entries = await store.ListAsync(store.Query<JournalEntry>().Where(e => e.InvoiceId == invoice.Id).OrderBy(e => e.CreatedAt).ThenBy(e => e.Id), ct);
        var credited = await store.ListAsync(store.Query<CreditNote>().Where(n => n.InvoiceId == invoice.Id).OrderBy(n => n.Id).Select(n => n.Number), ct);
        var currency = invoice.Total.Currency;
        return new ChargeExplanation(
            InvoiceViews.From(invoice, calendar),
            [.. invoice.Lines.OrderBy(l => l.Position).Select(l => new ChargeLine(
                l.Description, l.Quantity, l.Amount, l.Discount.IsZero ? null : l.Discount, l.DiscountLabel))],
            [.. invoice.Lines.SelectMany(l => l.Taxes).GroupBy(t => t.Label, StringComparer.Ordinal)
                .Select(same => new ChargeTax(same.Key, new Money(same.Sum(t => t.MinorUnits), currency)))],
            invoice.Lines.Select(l => l.TaxNote).FirstOrDefault(n => n is not null),
            credited,
            [.. entries.Select(e => Entry(e, invoice.CustomerId, currency)).OfType<ChargeEntry>()]);
    }

    /// <summary>What it did to this customer; our own side of the books (fees, tax) is nobody's bill.</summary>
    private static ChargeEntry? Entry(JournalEntry entry, Guid customer, Currency currency)
    {
        var owed = entry.Postings.Where(p => p.CustomerId == customer && p.Account == LedgerAccount.CustomerReceivable && p.Amount.Currency == currency)
            .Sum(p => p.Amount.MinorUnits);
        return owed == 0 ? null : new ChargeEntry(entry.Id, entry.Kind, entry.Reference, entry.CreatedAt, new Money(owed, currency), entry.Note);
    }
}
