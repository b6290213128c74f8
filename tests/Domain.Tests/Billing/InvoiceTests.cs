using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Tests.Billing;

public sealed class InvoiceTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);

    [Fact]
    public void M06_Paying_exactly_what_is_due_pays_it_and_says_so_once()
    {
        var invoice = Open(1_000);
        invoice.Allocate(Usd(1_000), Now).ShouldBe(Usd(1_000));
        invoice.State.ShouldBe(InvoiceState.Paid);
        invoice.AmountDue.IsZero.ShouldBeTrue();
        invoice.Allocate(Usd(1_000), Now).IsZero.ShouldBeTrue();
        invoice.DomainEvents.OfType<InvoicePaid>().Count().ShouldBe(1);
    }

    [Fact]
    public void M06_Too_little_leaves_it_partially_paid_and_too_much_takes_only_the_rest()
    {
        var invoice = Open(1_000);
        invoice.Allocate(Usd(400), Now).ShouldBe(Usd(400));
        invoice.State.ShouldBe(InvoiceState.PartiallyPaid);
        invoice.AmountDue.ShouldBe(Usd(600));
        invoice.Allocate(Usd(900), Now).ShouldBe(Usd(600));
        invoice.State.ShouldBe(InvoiceState.Paid);
    }

    [Fact]
    public void M06_Another_currency_is_refused_loudly() =>
        Should.Throw<InvalidOperationException>(() => Open(1_000).Allocate(new Money(1_000, Currency.Of("EUR")), Now));

    [Fact]
    public void A_void_invoice_takes_nothing_and_a_paid_one_cannot_be_voided()
    {
        var voided = Open(1_000);
        voided.Void(Now);
        voided.Allocate(Usd(1_000), Now).IsZero.ShouldBeTrue();
        voided.RefusePayment()!.Code.ShouldBe("invoice_void");

        var paid = Open(1_000);
        paid.Allocate(Usd(1_000), Now);
        Should.Throw<InvalidOperationException>(() => paid.Void(Now));
        paid.RefusePayment()!.Code.ShouldBe("invoice_already_paid");
    }

    [Fact]
    public void M09_It_is_finalised_once()
    {
        var invoice = Open(1_000);
        Should.Throw<InvalidOperationException>(() => invoice.Finalise("INV-2026-000002", Now, Now));
    }

    [Fact]
    public void M11_Nothing_to_pay_is_no_invoice() => Should.Throw<InvalidOperationException>(() => Open(0));

    [Fact]
    public void M02_Every_entry_made_of_an_invoice_balances()
    {
        var invoice = Open(1_000, taxRate: 19);
        JournalEntry[] entries =
        [
            JournalEntry.InvoiceFinalised(Guid.CreateVersion7(), invoice, Now),
            JournalEntry.InvoiceVoided(Guid.CreateVersion7(), invoice, Now),
            JournalEntry.PaymentCaptured(Guid.CreateVersion7(), "pi_1", invoice.CustomerId, invoice.Id, Usd(1_190), Usd(10), Now),
        ];
        foreach (var entry in entries.Append(entries[0].Reverse(Guid.CreateVersion7(), Now)))
        {
            entry.Postings.Sum(p => p.Amount.MinorUnits).ShouldBe(0);
            entry.Postings.ShouldAllBe(p => !p.Amount.IsZero);
        }

        entries[0].Postings.Single(p => p.Account == LedgerAccount.TaxPayable).Amount.ShouldBe(Usd(-190));
        entries[2].Postings.Single(p => p.Account == LedgerAccount.Wallet).Amount.ShouldBe(Usd(-10));
    }

    [Fact]
    public void O01_A_late_success_counts_after_a_failure_and_is_never_taken_back()
    {
        var payment = Payment.Intend(Guid.CreateVersion7(), Open(1_000), "stripe", "token", Now, Now.AddHours(1));
        payment.Opened("cs_1", "https://pay.example/cs_1");
        payment.Fail("declined", Now);
        payment.Succeed("pi_1", Now);
        payment.State.ShouldBe(PaymentState.Succeeded);
        payment.FailureReason.ShouldBeNull();
        payment.Expire(Now);
        payment.Fail("late", Now);
        payment.State.ShouldBe(PaymentState.Succeeded);
    }

    private static Money Usd(long cents) => new(cents, Currency.Usd);

    private static Invoice Open(long cents, decimal taxRate = 0)
    {
        var price = PriceCalculator.Calculate([new PricedLine("VPS M, monthly", 1, Usd(cents))], new TaxTreatment("VAT", taxRate, false, null, null, null));
        var invoice = Invoice.ForOrder(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), "ORD-2026-000001", price);
        invoice.Finalise("INV-2026-000001", Now, Now.AddDays(7));
        return invoice;
    }
}
