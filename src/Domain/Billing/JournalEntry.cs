using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing;

/// <summary>
/// One balanced movement of money (M02). Append-only (M03): it has no verbs, and a mistake is corrected by its <see cref="Reverse"/>.
/// </summary>
public sealed partial class JournalEntry : Aggregate
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

    /// <summary>One of <see cref="JournalKinds"/>.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The document it belongs to, e.g. an invoice number or the gateway's payment id.</summary>
    public string Reference { get; private set; } = "";

    public Guid? InvoiceId { get; private set; }

    /// <summary>Why, where a person decided: shown on the customer's statement.</summary>
    public string? Note { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public IReadOnlyList<Posting> Postings => _postings;

    /// <summary>The entry that takes this one back.</summary>
    public JournalEntry Reverse(Guid id, DateTimeOffset at)
    {
        var reversal = new JournalEntry(id, Kind + JournalKinds.ReversedSuffix, Reference, at) { InvoiceId = InvoiceId };
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

    private static void ExpectPositive(Money amount, string what)
    {
        if (!amount.IsPositive)
            throw new InvalidOperationException($"A {what} of {amount} moves nothing.");
    }
}

/// <summary>What can happen to money, as written in the journal.</summary>
public static class JournalKinds
{
    public const string InvoiceFinalised = "invoice_finalised";
    public const string InvoiceVoided = "invoice_voided";
    public const string PaymentCaptured = "payment_captured";
    public const string PaymentFee = "payment_fee";
    public const string WalletToppedUp = "wallet_topped_up";
    public const string WalletSpent = "wallet_spent";
    public const string WalletAdjusted = "wallet_adjusted";
    public const string CreditNoteIssued = "credit_note_issued";
    public const string InvoiceWrittenOff = "invoice_written_off";
    public const string RefundRequested = "refund_requested";
    public const string RefundPaid = "refund_paid";
    public const string RefundFailed = "refund_failed";
    public const string ChargebackOpened = "chargeback_opened";
    public const string ChargebackWon = "chargeback_won";
    public const string ChargebackLost = "chargeback_lost";
    public const string PayoutReceived = "payout_received";
    public const string ReversedSuffix = "_reversed";
}
