using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Billing;

/// <content>One factory for each kind: which accounts it moves is said here and nowhere else.</content>
public sealed partial class JournalEntry
{
    /// <summary>The receivable arises with the revenue and the tax we hold for the state.</summary>
    public static JournalEntry InvoiceFinalised(Guid id, Invoice invoice, DateTimeOffset at) =>
        new JournalEntry(id, JournalKinds.InvoiceFinalised, invoice.Number!, at) { InvoiceId = invoice.Id }
            .Debit(LedgerAccount.CustomerReceivable, invoice.CustomerId, invoice.Total)
            .Credit(LedgerAccount.Revenue, null, invoice.Subtotal)
            .Credit(LedgerAccount.TaxPayable, null, invoice.Tax)
            .Balanced();

    /// <summary>Undoes the finalisation of an invoice of which nothing has been paid or credited.</summary>
    public static JournalEntry InvoiceVoided(Guid id, Invoice invoice, DateTimeOffset at) =>
        new JournalEntry(id, JournalKinds.InvoiceVoided, invoice.Number!, at) { InvoiceId = invoice.Id }
            .Debit(LedgerAccount.Revenue, null, invoice.Subtotal)
            .Debit(LedgerAccount.TaxPayable, null, invoice.Tax)
            .Credit(LedgerAccount.CustomerReceivable, invoice.CustomerId, invoice.Total)
            .Balanced();

    /// <summary>M06: what pays the invoice goes against the receivable, the rest becomes wallet credit; nothing is dropped.</summary>
    /// <param name="into">Where the money lies: with a gateway, or on our bank account when it was transferred.</param>
    public static JournalEntry PaymentCaptured(
        Guid id, string reference, Guid customerId, Guid invoiceId, Money allocated, Money toWallet, DateTimeOffset at,
        LedgerAccount into = LedgerAccount.GatewayClearing) =>
        new JournalEntry(id, JournalKinds.PaymentCaptured, reference, at) { InvoiceId = invoiceId }
            .Debit(into, null, allocated + toWallet)
            .Credit(LedgerAccount.CustomerReceivable, customerId, allocated)
            .Credit(LedgerAccount.Wallet, customerId, toWallet)
            .Balanced();

    /// <summary>What the gateway kept of a payment, a refund or a dispute.</summary>
    public static JournalEntry PaymentFee(Guid id, string reference, Guid? invoiceId, Money fee, DateTimeOffset at)
    {
        ExpectPositive(fee, "fee");
        return new JournalEntry(id, JournalKinds.PaymentFee, reference, at) { InvoiceId = invoiceId }
            .Debit(LedgerAccount.GatewayFees, null, fee)
            .Credit(LedgerAccount.GatewayClearing, null, fee)
            .Balanced();
    }

    /// <summary>A customer paid into their wallet, for no invoice.</summary>
    public static JournalEntry WalletToppedUp(
        Guid id, string reference, Guid customerId, Money amount, DateTimeOffset at, LedgerAccount into = LedgerAccount.GatewayClearing)
    {
        ExpectPositive(amount, "top-up");
        return new JournalEntry(id, JournalKinds.WalletToppedUp, reference, at)
            .Debit(into, null, amount)
            .Credit(LedgerAccount.Wallet, customerId, amount)
            .Balanced();
    }

    /// <summary>Credit pays (part of) an invoice.</summary>
    public static JournalEntry WalletSpent(Guid id, Invoice invoice, Money amount, DateTimeOffset at)
    {
        ExpectPositive(amount, "spend");
        return new JournalEntry(id, JournalKinds.WalletSpent, invoice.Number!, at) { InvoiceId = invoice.Id }
            .Debit(LedgerAccount.Wallet, invoice.CustomerId, amount)
            .Credit(LedgerAccount.CustomerReceivable, invoice.CustomerId, amount)
            .Balanced();
    }

    /// <param name="amount">Positive gives credit, negative takes it back.</param>
    /// <param name="reason">For the customer's statement.</param>
    public static JournalEntry WalletAdjusted(Guid id, string reference, Guid customerId, Money amount, string reason, DateTimeOffset at) =>
        new JournalEntry(id, JournalKinds.WalletAdjusted, reference, at) { Note = reason }
            .Debit(LedgerAccount.WalletAdjustments, null, amount)
            .Credit(LedgerAccount.Wallet, customerId, amount)
            .Balanced();

    /// <summary>Revenue and tax go down; what was still due falls with them, and what was paid already becomes wallet credit.</summary>
    public static JournalEntry CreditNoteIssued(Guid id, CreditNote note, DateTimeOffset at) =>
        new JournalEntry(id, JournalKinds.CreditNoteIssued, note.Number, at) { InvoiceId = note.InvoiceId, Note = note.Reason }
            .Debit(LedgerAccount.Refunds, null, note.Subtotal)
            .Debit(LedgerAccount.TaxPayable, null, note.Tax)
            .Credit(LedgerAccount.CustomerReceivable, note.CustomerId, note.Applied)
            .Credit(LedgerAccount.Wallet, note.CustomerId, note.ToWallet)
            .Balanced();

    /// <param name="amount">What was still due when the invoice was given up.</param>
    public static JournalEntry InvoiceWrittenOff(Guid id, Invoice invoice, Money amount, string reason, DateTimeOffset at)
    {
        ExpectPositive(amount, "write-off");
        return new JournalEntry(id, JournalKinds.InvoiceWrittenOff, invoice.Number!, at) { InvoiceId = invoice.Id, Note = reason }
            .Debit(LedgerAccount.BadDebt, null, amount)
            .Credit(LedgerAccount.CustomerReceivable, invoice.CustomerId, amount)
            .Balanced();
    }

    /// <summary>
    /// Money on its way back is always taken out of the wallet first: a credit note (or an overpayment) put it there, and M04 keeps the same credit
    /// from being spent and sent back. Followed by <see cref="RefundPaid"/> or <see cref="RefundFailed"/> with the same reference.
    /// </summary>
    public static JournalEntry RefundRequested(Guid id, string reference, Guid customerId, Guid? invoiceId, Money amount, DateTimeOffset at)
    {
        ExpectPositive(amount, "refund");
        return new JournalEntry(id, JournalKinds.RefundRequested, reference, at) { InvoiceId = invoiceId }
            .Debit(LedgerAccount.Wallet, customerId, amount)
            .Credit(LedgerAccount.RefundsPayable, null, amount)
            .Balanced();
    }

    /// <summary>The gateway (or our bank) has sent it.</summary>
    public static JournalEntry RefundPaid(
        Guid id, string reference, Guid? invoiceId, Money amount, DateTimeOffset at, LedgerAccount from = LedgerAccount.GatewayClearing)
    {
        ExpectPositive(amount, "refund");
        return new JournalEntry(id, JournalKinds.RefundPaid, reference, at) { InvoiceId = invoiceId }
            .Debit(LedgerAccount.RefundsPayable, null, amount)
            .Credit(from, null, amount)
            .Balanced();
    }

    /// <summary>It could not be sent: the credit is the customer's again.</summary>
    public static JournalEntry RefundFailed(Guid id, string reference, Guid customerId, Guid? invoiceId, Money amount, DateTimeOffset at)
    {
        ExpectPositive(amount, "refund");
        return new JournalEntry(id, JournalKinds.RefundFailed, reference, at) { InvoiceId = invoiceId }
            .Debit(LedgerAccount.RefundsPayable, null, amount)
            .Credit(LedgerAccount.Wallet, customerId, amount)
            .Balanced();
    }

    /// <summary>The customer's bank took a payment back; whether for good is open.</summary>
    public static JournalEntry ChargebackOpened(Guid id, string reference, Guid? invoiceId, Money amount, DateTimeOffset at) =>
        Dispute(id, JournalKinds.ChargebackOpened, reference, invoiceId, LedgerAccount.DisputedFunds, LedgerAccount.GatewayClearing, amount, at);

    /// <summary>The dispute was won: the money is back.</summary>
    public static JournalEntry ChargebackWon(Guid id, string reference, Guid? invoiceId, Money amount, DateTimeOffset at) =>
        Dispute(id, JournalKinds.ChargebackWon, reference, invoiceId, LedgerAccount.GatewayClearing, LedgerAccount.DisputedFunds, amount, at);

    /// <summary>The dispute was lost: the money is gone.</summary>
    public static JournalEntry ChargebackLost(Guid id, string reference, Guid? invoiceId, Money amount, DateTimeOffset at) =>
        Dispute(id, JournalKinds.ChargebackLost, reference, invoiceId, LedgerAccount.Chargebacks, LedgerAccount.DisputedFunds, amount, at);

    /// <summary>A gateway paid out to our bank.</summary>
    public static JournalEntry PayoutReceived(Guid id, string reference, Money amount, DateTimeOffset at)
    {
        ExpectPositive(amount, "payout");
        return new JournalEntry(id, JournalKinds.PayoutReceived, reference, at)
            .Debit(LedgerAccount.Bank, null, amount)
            .Credit(LedgerAccount.GatewayClearing, null, amount)
            .Balanced();
    }

    private static JournalEntry Dispute(
        Guid id, string kind, string reference, Guid? invoiceId, LedgerAccount debit, LedgerAccount credit, Money amount, DateTimeOffset at)
    {
        ExpectPositive(amount, "chargeback");
        return new JournalEntry(id, kind, reference, at) { InvoiceId = invoiceId }.Debit(debit, null, amount).Credit(credit, null, amount).Balanced();
    }
}
