using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing;

/// <summary>The chart of accounts.</summary>
public enum LedgerAccount
{
    /// <summary>What a customer owes us for finalised invoices.</summary>
    CustomerReceivable,

    /// <summary>What we owe a customer: credit they can spend.</summary>
    Wallet,
    Revenue,
    TaxPayable,

    /// <summary>Money a gateway has taken for us and not yet paid out.</summary>
    GatewayClearing,
    Refunds,
}

/// <summary>One side of one movement: debit positive, credit negative.</summary>
public sealed class Posting
{
    internal Posting(int position, LedgerAccount account, Guid? customerId, Money amount)
    {
        Position = position;
        Account = account;
        CustomerId = customerId;
        Amount = amount;
    }

    private Posting()
    {
    }

    public int Position { get; private set; }

    public LedgerAccount Account { get; private set; }

    /// <summary>Whose sub-account, for receivable and wallet.</summary>
    public Guid? CustomerId { get; private set; }

    /// <summary>Debit positive, credit negative.</summary>
    public Money Amount { get; private set; }
}

/// <summary>
/// One balanced movement of money (M02). Append-only (M03): it has no verbs, and a mistake is corrected by its <see cref="Reverse"/>.
/// </summary>
public sealed class JournalEntry : Aggregate
{
    private readonly List<Posting> _postings = [];

    private JournalEntry(Guid id, string kind, string reference, DateTimeOffset at)
        : base(id)
    {
        Kind = kind;
        Reference = reference;
        CreatedAt = at;
    }

    private JournalEntry()
    {
    }

    /// <summary>invoice_finalised, invoice_voided, payment_captured.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The document it belongs to, e.g. an invoice number or the gateway's payment id.</summary>
    public string Reference { get; private set; } = "";

    public Guid? InvoiceId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public IReadOnlyList<Posting> Postings => _postings;

    /// <summary>The receivable arises with the revenue and the tax we hold for the state.</summary>
    public static JournalEntry InvoiceFinalised(Guid id, Invoice invoice, DateTimeOffset at) =>
        new JournalEntry(id, "invoice_finalised", invoice.Number!, at) { InvoiceId = invoice.Id }
            .Debit(LedgerAccount.CustomerReceivable, invoice.CustomerId, invoice.Total)
            .Credit(LedgerAccount.Revenue, null, invoice.Subtotal)
            .Credit(LedgerAccount.TaxPayable, null, invoice.Tax)
            .Balanced();

    /// <summary>Undoes the finalisation of an invoice of which nothing has been paid.</summary>
    public static JournalEntry InvoiceVoided(Guid id, Invoice invoice, DateTimeOffset at) =>
        new JournalEntry(id, "invoice_voided", invoice.Number!, at) { InvoiceId = invoice.Id }
            .Debit(LedgerAccount.Revenue, null, invoice.Subtotal)
            .Debit(LedgerAccount.TaxPayable, null, invoice.Tax)
            .Credit(LedgerAccount.CustomerReceivable, invoice.CustomerId, invoice.Total)
            .Balanced();

    /// <summary>M06: what pays the invoice goes against the receivable, the rest becomes wallet credit; nothing is dropped.</summary>
    public static JournalEntry PaymentCaptured(
        Guid id, string reference, Guid customerId, Guid invoiceId, Money allocated, Money toWallet, DateTimeOffset at) =>
        new JournalEntry(id, "payment_captured", reference, at) { InvoiceId = invoiceId }
            .Debit(LedgerAccount.GatewayClearing, null, allocated + toWallet)
            .Credit(LedgerAccount.CustomerReceivable, customerId, allocated)
            .Credit(LedgerAccount.Wallet, customerId, toWallet)
            .Balanced();

    /// <summary>The entry that takes this one back.</summary>
    public JournalEntry Reverse(Guid id, DateTimeOffset at)
    {
        var reversal = new JournalEntry(id, Kind + "_reversed", Reference, at) { InvoiceId = InvoiceId };
        foreach (var posting in _postings)
            reversal.Debit(posting.Account, posting.CustomerId, -posting.Amount);
        return reversal.Balanced();
    }

    private JournalEntry Debit(LedgerAccount account, Guid? customerId, Money amount)
    {
        if (!amount.IsZero)
            _postings.Add(new Posting(_postings.Count + 1, account, customerId, amount));
        return this;
    }

    private JournalEntry Credit(LedgerAccount account, Guid? customerId, Money amount) => Debit(account, customerId, -amount);

    /// <summary>M02, here as well as in the database.</summary>
    private JournalEntry Balanced()
    {
        if (_postings.Count < 2 || _postings.GroupBy(p => p.Amount.Currency).Any(g => g.Sum(p => p.Amount.MinorUnits) != 0))
            throw new InvalidOperationException($"M02: the entry '{Kind}' for {Reference} does not balance.");
        return this;
    }
}
