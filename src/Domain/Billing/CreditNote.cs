using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing;

/// <summary>
/// Corrects a finalised invoice, which itself never changes (M09): takes back some or all of its lines. Numbered in a series of its own (M08), and
/// as immutable as the invoice.
/// </summary>
public sealed class CreditNote : Aggregate
{
    private readonly List<CreditNoteLine> _lines = [];

    private CreditNote(Guid id)
        : base(id)
    {
    }

    private CreditNote()
    {
    }

    public string Number { get; private set; } = "";

    public Guid CustomerId { get; private set; }

    public Guid InvoiceId { get; private set; }

    public string InvoiceNumber { get; private set; } = "";

    /// <summary>For the customer.</summary>
    public string Reason { get; private set; } = "";

    public Money Subtotal { get; private set; }

    public Money Tax { get; private set; }

    public Money Total { get; private set; }

    /// <summary>What it took off the amount due; the rest is <see cref="ToWallet"/>.</summary>
    public Money Applied { get; private set; }

    public Money ToWallet => Total - Applied;

    public DateTimeOffset IssuedAt { get; private set; }

    public InvoiceParty? Seller { get; private set; }

    public InvoiceParty? BilledTo { get; private set; }

    public IReadOnlyList<CreditNoteLine> Lines => _lines;

    /// <summary>
    /// Takes back <paramref name="lines"/> of the invoice: first off what is still due on it, the rest becomes wallet credit. Errors:
    /// nothing_to_credit, credit_exceeds_invoice, invoice_void, invoice_written_off.
    /// </summary>
    /// <param name="earlier">What was credited of the same invoice before.</param>
    public static Result<CreditNote> For(
        Guid id, string number, Invoice invoice, IReadOnlyList<CreditRequest> lines, IReadOnlyList<CreditNoteLine> earlier, string reason, DateTimeOffset at)
    {
        if (invoice.State != InvoiceState.Paid && invoice.RefusePayment() is { } closed)
            return closed;

        var taken = new List<CreditNoteLine>();
        foreach (var asked in lines)
        {
            if (invoice.Lines.SingleOrDefault(l => l.Position == asked.Position) is not { } line || taken.Any(t => t.InvoiceLine == asked.Position))
                return BillingErrors.CreditExceedsInvoice;
            var credited = CreditNoteLine.Of(taken.Count + 1, line, asked, earlier.Where(e => e.InvoiceLine == asked.Position));
            if (credited.Error is { } refused)
                return refused;
            if (credited.Value is { } some)
                taken.Add(some);
        }

        if (taken.Count == 0)
            return BillingErrors.NothingToCredit;
        return new CreditNote(id).Issue(number, invoice, taken, reason, at);
    }

    private CreditNote Issue(string number, Invoice invoice, List<CreditNoteLine> lines, string reason, DateTimeOffset at)
    {
        var zero = Money.Zero(invoice.Total.Currency);
        _lines.AddRange(lines);
        Subtotal = lines.Aggregate(zero, (sum, l) => sum + l.Amount);
        Tax = lines.Aggregate(zero, (sum, l) => sum + l.Tax);
        Total = Subtotal + Tax;
        (Number, CustomerId, InvoiceId, InvoiceNumber) = (number, invoice.CustomerId, invoice.Id, invoice.Number!);
        (Reason, IssuedAt, Seller, BilledTo) = (reason, at, invoice.Seller, invoice.BilledTo);
        Applied = invoice.TakeCredit(Total, at);
        Raise(new CreditNoteIssued(Id, Number, InvoiceId, CustomerId, Total));
        return this;
    }
}

/// <param name="Position">Of the invoice's line.</param>
/// <param name="Amount">Without tax; null takes back all that is left of it. The tax follows.</param>
public sealed record CreditRequest(int Position, Money? Amount = null);
