using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing;

public enum InvoiceState
{
    Draft,
    Open,
    PartiallyPaid,
    Paid,
    Overdue,
    Void,
    Uncollectible,
}

/// <summary>
/// What a customer owes. Made from calculated lines, numbered at finalisation, and from then on changed only by payments and voiding (M09).
/// </summary>
public sealed class Invoice : Aggregate
{
    private readonly List<InvoiceLine> _lines = [];

    private Invoice(Guid id, Guid customerId)
        : base(id) => CustomerId = customerId;

    private Invoice()
    {
    }

    public Guid CustomerId { get; private set; }

    public Guid? OrderId { get; private set; }

    public string? OrderNumber { get; private set; }

    /// <summary>M08: taken at finalisation; null before.</summary>
    public string? Number { get; private set; }

    public InvoiceState State { get; private set; }

    public Money Subtotal { get; private set; }

    public Money Tax { get; private set; }

    public Money Total { get; private set; }

    /// <summary>The sum of the allocations to this invoice.</summary>
    public Money AmountPaid { get; private set; }

    public DateTimeOffset? IssuedAt { get; private set; }

    public DateTimeOffset? DueAt { get; private set; }

    public DateTimeOffset? PaidAt { get; private set; }

    public DateTimeOffset? VoidedAt { get; private set; }

    /// <summary>When it was given up as uncollectible.</summary>
    public DateTimeOffset? WrittenOffAt { get; private set; }

    /// <summary>All that credit notes have taken back of it.</summary>
    public Money AmountCredited => new(CreditedMinorUnits, Total.Currency);

    /// <summary>The part of <see cref="AmountCredited"/> that came off what was due; the rest became wallet credit.</summary>
    public Money CreditApplied => new(CreditAppliedMinorUnits, Total.Currency);

    /// <summary>M09: as they were at finalisation; null before, and on what was issued before documents kept them.</summary>
    public InvoiceParty? Seller { get; private set; }

    public InvoiceParty? BilledTo { get; private set; }

    public IReadOnlyList<InvoiceLine> Lines => _lines;

    public Money AmountDue => IsPayable ? Total - AmountPaid - CreditApplied : Money.Zero(Total.Currency);

    /// <summary>For the mapper; see <see cref="AmountCredited"/>.</summary>
    public long CreditedMinorUnits { get; private set; }

    /// <summary>For the mapper; see <see cref="CreditApplied"/>.</summary>
    public long CreditAppliedMinorUnits { get; private set; }

    public bool IsPayable => State is InvoiceState.Open or InvoiceState.PartiallyPaid or InvoiceState.Overdue;

    /// <summary>Why it cannot be paid, or null when it can.</summary>
    public Error? RefusePayment() => State switch
    {
        InvoiceState.Open or InvoiceState.PartiallyPaid or InvoiceState.Overdue => null,
        InvoiceState.Paid => BillingErrors.InvoiceAlreadyPaid,
        InvoiceState.Uncollectible => BillingErrors.InvoiceWrittenOff,
        _ => BillingErrors.InvoiceVoid,
    };

    public static Invoice ForOrder(Guid id, Guid customerId, Guid orderId, string orderNumber, CalculatedPrice price)
    {
        var invoice = Draft(id, customerId, price);
        (invoice.OrderId, invoice.OrderNumber) = (orderId, orderNumber);
        return invoice;
    }

    /// <summary>An invoice that belongs to no order: written by staff, or a renewal.</summary>
    public static Invoice Draft(Guid id, Guid customerId, CalculatedPrice price)
    {
        if (!price.Total.IsPositive)
            throw new InvalidOperationException("M11: nothing to invoice; a free order is completed without one.");
        var invoice = new Invoice(id, customerId)
        {
            State = InvoiceState.Draft,
            Subtotal = price.Subtotal,
            Tax = price.Tax,
            Total = price.Total,
            AmountPaid = Money.Zero(price.Total.Currency),
        };
        invoice._lines.AddRange(price.Lines.Select((line, index) => new InvoiceLine(index + 1, line)));
        return invoice;
    }

    /// <param name="seller">Who sells, as they are now.</param>
    /// <param name="billedTo">Who is billed, as they are now.</param>
    public void Finalise(string number, DateTimeOffset at, DateTimeOffset dueAt, InvoiceParty? seller = null, InvoiceParty? billedTo = null)
    {
        Expect(State == InvoiceState.Draft, "finalised");
        (Number, IssuedAt, DueAt, State, Seller, BilledTo) = (number, at, dueAt, InvoiceState.Open, seller, billedTo);
        Raise(new InvoiceIssued(Id, number, CustomerId, OrderId, Total));
    }

    /// <summary>
    /// M06: takes as much of a payment as is still due and answers how much that was; the rest is the caller's to put into the wallet. An invoice
    /// that cannot be paid any more takes nothing.
    /// </summary>
    public Money Allocate(Money payment, DateTimeOffset at)
    {
        if (!payment.IsPositive || payment.Currency != Total.Currency)
            throw new InvalidOperationException("M06: a payment is positive and in the invoice's currency.");
        if (!IsPayable)
            return Money.Zero(Total.Currency);

        var allocated = payment < AmountDue ? payment : AmountDue;
        AmountPaid += allocated;
        Settle(at);
        return allocated;
    }

    /// <summary>The gateway said no or the page expired; the invoice stays as it is and can be paid again.</summary>
    public void ReportFailedPayment(string reason)
    {
        if (IsPayable)
            Raise(new PaymentFailed(Id, Number!, CustomerId, OrderId, reason));
    }

    /// <summary>Nothing was paid or credited, and nothing is to be: as if it had not been asked for.</summary>
    public void Void(DateTimeOffset at)
    {
        Expect(State is InvoiceState.Open or InvoiceState.Overdue && AmountPaid.IsZero && AmountCredited.IsZero, "voided");
        (State, VoidedAt) = (InvoiceState.Void, at);
        Raise(new InvoiceVoided(Id, Number!, CustomerId, OrderId));
    }

    /// <summary>Once, after its due date; one that is settled or not due yet stays as it is.</summary>
    /// <returns>Whether it became overdue now.</returns>
    public bool MarkOverdue(DateTimeOffset at)
    {
        if (State is not (InvoiceState.Open or InvoiceState.PartiallyPaid) || DueAt > at)
            return false;
        State = InvoiceState.Overdue;
        Raise(new InvoiceOverdue(Id, Number!, CustomerId, OrderId, DueAt!.Value, AmountDue));
        return true;
    }

    /// <summary>Gives up what is still due. Money that still arrives becomes wallet credit.</summary>
    /// <returns>What was given up.</returns>
    public Money WriteOff(DateTimeOffset at)
    {
        Expect(IsPayable, "written off");
        var givenUp = AmountDue;
        (State, WrittenOffAt) = (InvoiceState.Uncollectible, at);
        return givenUp;
    }

    /// <summary>A credit note: takes as much of it as is still due off that, and answers how much that was.</summary>
    internal Money TakeCredit(Money total, DateTimeOffset at)
    {
        if (AmountCredited + total > Total)
            throw new InvalidOperationException($"No more than {Total} can be credited of invoice {Number}.");
        var applied = total < AmountDue ? total : AmountDue;
        CreditedMinorUnits += total.MinorUnits;
        CreditAppliedMinorUnits += applied.MinorUnits;
        if (applied.IsPositive)
            Settle(at);
        return applied;
    }

    /// <summary>M06: paid when payments and credit make up the total; credited in whole without any payment, it asks for nothing any more.</summary>
    private void Settle(DateTimeOffset at)
    {
        var settled = AmountPaid + CreditApplied == Total;
        if (settled && AmountPaid.IsPositive)
        {
            (State, PaidAt) = (InvoiceState.Paid, at);
            Raise(new InvoicePaid(Id, Number!, CustomerId, OrderId, Total));
        }
        else if (settled)
        {
            (State, VoidedAt) = (InvoiceState.Void, at);
            Raise(new InvoiceVoided(Id, Number!, CustomerId, OrderId));
        }
        else if (State != InvoiceState.Overdue && AmountPaid.IsPositive)
        {
            State = InvoiceState.PartiallyPaid;
        }
    }

    private void Expect(bool allowed, string verb)
    {
        if (!allowed)
            throw new InvalidOperationException($"O01: an invoice that is {State} cannot be {verb}.");
    }
}
