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

    public IReadOnlyList<InvoiceLine> Lines => _lines;

    public Money AmountDue => IsPayable ? Total - AmountPaid : Money.Zero(Total.Currency);

    public bool IsPayable => State is InvoiceState.Open or InvoiceState.PartiallyPaid or InvoiceState.Overdue;

    /// <summary>Why it cannot be paid, or null when it can.</summary>
    public Error? RefusePayment() => State switch
    {
        InvoiceState.Open or InvoiceState.PartiallyPaid or InvoiceState.Overdue => null,
        InvoiceState.Paid => BillingErrors.InvoiceAlreadyPaid,
        _ => BillingErrors.InvoiceVoid,
    };

    public static Invoice ForOrder(Guid id, Guid customerId, Guid orderId, string orderNumber, CalculatedPrice price)
    {
        if (!price.Total.IsPositive)
            throw new InvalidOperationException("M11: nothing to invoice; a free order is completed without one.");
        var invoice = new Invoice(id, customerId)
        {
            OrderId = orderId,
            OrderNumber = orderNumber,
            State = InvoiceState.Draft,
            Subtotal = price.Subtotal,
            Tax = price.Tax,
            Total = price.Total,
            AmountPaid = Money.Zero(price.Total.Currency),
        };
        invoice._lines.AddRange(price.Lines.Select((line, index) => new InvoiceLine(index + 1, line)));
        return invoice;
    }

    public void Finalise(string number, DateTimeOffset at, DateTimeOffset dueAt)
    {
        Expect(State == InvoiceState.Draft, "finalised");
        (Number, IssuedAt, DueAt, State) = (number, at, dueAt, InvoiceState.Open);
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
        if (AmountPaid == Total)
        {
            (State, PaidAt) = (InvoiceState.Paid, at);
            Raise(new InvoicePaid(Id, Number!, CustomerId, OrderId, Total));
        }
        else
        {
            State = InvoiceState.PartiallyPaid;
        }

        return allocated;
    }

    /// <summary>The gateway said no or the page expired; the invoice stays as it is and can be paid again.</summary>
    public void ReportFailedPayment(string reason)
    {
        if (IsPayable)
            Raise(new PaymentFailed(Id, Number!, CustomerId, OrderId, reason));
    }

    public void Void(DateTimeOffset at)
    {
        Expect(State is InvoiceState.Open or InvoiceState.Overdue && AmountPaid.IsZero, "voided");
        (State, VoidedAt) = (InvoiceState.Void, at);
    }

    private void Expect(bool allowed, string verb)
    {
        if (!allowed)
            throw new InvalidOperationException($"O01: an invoice that is {State} cannot be {verb}.");
    }
}
