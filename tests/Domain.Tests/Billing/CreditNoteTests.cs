using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Tests.Billing;

public sealed class CreditNoteTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);

    [Fact]
    public void A_credit_note_for_an_unpaid_invoice_lowers_what_is_due()
    {
        var invoice = Open(1_000, 19);
        var note = Credit(invoice, [new CreditRequest(1, Usd(400))]).Value;
        note.Total.ShouldBe(Usd(476));
        note.Applied.ShouldBe(Usd(476));
        note.ToWallet.IsZero.ShouldBeTrue();
        invoice.AmountDue.ShouldBe(Usd(714));
        invoice.State.ShouldBe(InvoiceState.Open);
    }

    [Fact]
    public void A_credit_note_for_a_paid_invoice_becomes_wallet_credit_and_leaves_it_paid()
    {
        var invoice = Open(1_000, 19);
        invoice.Allocate(Usd(1_190), Now);
        var note = Credit(invoice, [new CreditRequest(1)]).Value;
        note.ToWallet.ShouldBe(Usd(1_190));
        invoice.State.ShouldBe(InvoiceState.Paid);
        invoice.AmountCredited.ShouldBe(Usd(1_190));
    }

    [Fact]
    public void Of_a_partly_paid_invoice_the_due_part_is_credited_first_and_that_pays_it()
    {
        var invoice = Open(1_000, 0);
        invoice.Allocate(Usd(300), Now);
        var note = Credit(invoice, [new CreditRequest(1, Usd(800))]).Value;
        (note.Applied, note.ToWallet).ShouldBe((Usd(700), Usd(100)));
        invoice.State.ShouldBe(InvoiceState.Paid);
        invoice.DomainEvents.OfType<InvoicePaid>().Count().ShouldBe(1);
    }

    [Fact]
    public void An_unpaid_invoice_credited_in_whole_is_void_and_nobody_is_told_it_was_paid()
    {
        var invoice = Open(1_000, 19);
        Credit(invoice, [new CreditRequest(1)]).IsSuccess.ShouldBeTrue();
        invoice.State.ShouldBe(InvoiceState.Void);
        invoice.DomainEvents.OfType<InvoicePaid>().ShouldBeEmpty();
        invoice.DomainEvents.OfType<InvoiceVoided>().Count().ShouldBe(1);
    }

    [Fact]
    public void M01_Parts_of_a_line_add_up_to_its_tax_exactly()
    {
        var invoice = Open(1_000, 19.5m);
        invoice.Allocate(invoice.Total, Now);
        var earlier = new List<CreditNoteLine>();
        foreach (var part in new[] { 333L, 333L, 333L })
            earlier.AddRange(Credit(invoice, [new CreditRequest(1, Usd(part))], earlier).Value.Lines);
        earlier.AddRange(Credit(invoice, [new CreditRequest(1)], earlier).Value.Lines);
        earlier.Sum(l => l.Amount.MinorUnits).ShouldBe(1_000);
        earlier.Sum(l => l.Tax.MinorUnits).ShouldBe(195);
        invoice.AmountCredited.ShouldBe(invoice.Total);
        Credit(invoice, [new CreditRequest(1)], earlier).Error!.Code.ShouldBe("nothing_to_credit");
    }

    [Theory]
    [InlineData(1, 1_001)]
    [InlineData(1, 0)]
    [InlineData(1, -5)]
    [InlineData(2, 10)]
    public void More_than_stands_on_the_line_is_refused(int position, long amount) =>
        Credit(Open(1_000, 0), [new CreditRequest(position, Usd(amount))]).Error!.Code.ShouldBe("credit_exceeds_invoice");

    [Fact]
    public void Another_currency_and_the_same_line_twice_are_refused()
    {
        Credit(Open(1_000, 0), [new CreditRequest(1, new Money(1, Currency.Of("EUR")))]).Error!.Code.ShouldBe("credit_exceeds_invoice");
        Credit(Open(1_000, 0), [new CreditRequest(1, Usd(1)), new CreditRequest(1, Usd(1))]).Error!.Code.ShouldBe("credit_exceeds_invoice");
    }

    [Fact]
    public void What_is_void_or_written_off_takes_no_credit_note()
    {
        var voided = Open(1_000, 0);
        voided.Void(Now);
        Credit(voided, [new CreditRequest(1)]).Error!.Code.ShouldBe("invoice_void");

        var lost = Open(1_000, 0);
        lost.WriteOff(Now).ShouldBe(Usd(1_000));
        lost.State.ShouldBe(InvoiceState.Uncollectible);
        Credit(lost, [new CreditRequest(1)]).Error!.Code.ShouldBe("invoice_written_off");
        lost.Allocate(Usd(1_000), Now).IsZero.ShouldBeTrue();
    }

    [Fact]
    public void Overdue_is_said_once_and_a_part_payment_leaves_it_overdue()
    {
        var invoice = Open(1_000, 0);
        invoice.MarkOverdue(Now.AddDays(6)).ShouldBeFalse();
        invoice.MarkOverdue(Now.AddDays(7)).ShouldBeTrue();
        invoice.MarkOverdue(Now.AddDays(8)).ShouldBeFalse();
        invoice.Allocate(Usd(1), Now);
        invoice.State.ShouldBe(InvoiceState.Overdue);
        invoice.Allocate(Usd(999), Now);
        invoice.State.ShouldBe(InvoiceState.Paid);
        invoice.DomainEvents.OfType<InvoiceOverdue>().ShouldHaveSingleItem().AmountDue.ShouldBe(Usd(1_000));
    }

    [Fact]
    public void M02_Every_kind_of_entry_balances_and_knows_its_accounts()
    {
        var invoice = Open(1_000, 19);
        invoice.Allocate(Usd(190), Now);
        var note = Credit(invoice, [new CreditRequest(1, Usd(900))]).Value;
        var (id, someone) = (Guid.CreateVersion7(), invoice.CustomerId);
        JournalEntry[] entries =
        [
            JournalEntry.PaymentFee(id, "pi", invoice.Id, Usd(30), Now),
            JournalEntry.WalletToppedUp(id, "pi", someone, Usd(5), Now),
            JournalEntry.WalletSpent(id, invoice, Usd(5), Now),
            JournalEntry.WalletAdjusted(id, "ref", someone, Usd(5), "sorry", Now),
            JournalEntry.WalletAdjusted(id, "ref", someone, Usd(-5), "mistake", Now),
            JournalEntry.CreditNoteIssued(id, note, Now),
            JournalEntry.InvoiceWrittenOff(id, invoice, Usd(5), "bankrupt", Now),
            JournalEntry.RefundRequested(id, "re", someone, invoice.Id, Usd(5), Now),
            JournalEntry.RefundPaid(id, "re", invoice.Id, Usd(5), Now),
            JournalEntry.RefundFailed(id, "re", someone, invoice.Id, Usd(5), Now),
            JournalEntry.ChargebackOpened(id, "dp", invoice.Id, Usd(5), Now),
            JournalEntry.ChargebackWon(id, "dp", invoice.Id, Usd(5), Now),
            JournalEntry.ChargebackLost(id, "dp", invoice.Id, Usd(5), Now),
            JournalEntry.PayoutReceived(id, "po", Usd(5), Now),
        ];
        entries.ShouldAllBe(e => e.Postings.Sum(p => p.Amount.MinorUnits) == 0 && e.Postings.Count >= 2);
        entries.SelectMany(e => e.Postings).ShouldAllBe(p => p.Account.IsPerCustomer() == p.CustomerId.HasValue);
        entries.Select(e => e.Kind).Distinct().Count().ShouldBe(13);
        Enum.GetValues<LedgerAccount>().ShouldAllBe(account => Enum.IsDefined(account.Nature()));
        Should.Throw<InvalidOperationException>(() => JournalEntry.WalletSpent(id, invoice, Usd(0), Now));
    }

    private static Money Usd(long cents) => new(cents, Currency.Usd);

    private static Result<CreditNote> Credit(Invoice invoice, IReadOnlyList<CreditRequest> lines, IReadOnlyList<CreditNoteLine>? earlier = null) =>
        CreditNote.For(Guid.CreateVersion7(), "CRN-2026-000001", invoice, lines, earlier ?? [], "Agreed", Now);

    private static Invoice Open(long cents, decimal taxRate)
    {
        var price = PriceCalculator.Calculate([new PricedLine("VPS M, monthly", 1, Usd(cents))], new TaxTreatment("VAT", taxRate, false, null, null, null));
        var invoice = Invoice.Draft(Guid.CreateVersion7(), Guid.CreateVersion7(), price);
        invoice.Finalise("INV-2026-000001", Now, Now.AddDays(7));
        return invoice;
    }
}
