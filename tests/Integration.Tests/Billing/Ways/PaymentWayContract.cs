using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Invoices;
using EzSolutions.Application.Billing.Refunds;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;

namespace EzSolutions.Integration.Tests.Billing.Ways;

/// <summary>
/// What every way of paying has to leave in the books, whoever holds the money: one suite, run for each gateway, the wallet and the bank.
/// </summary>
public abstract class PaymentWayContract(BillingWorld world)
{
    private protected BillingWorld World => world;

    /// <summary>As of the effects.</summary>
    private protected abstract string Provider { get; }

    private protected virtual string CurrencyCode => "USD";

    /// <summary>Where money paid this way lies, as a condition on postings.</summary>
    private protected abstract string Accounts { get; }

    [Fact]
    public async Task M06_The_whole_amount_pays_the_invoice_and_lies_where_it_belongs()
    {
        var bill = await BillAsync();
        await PayAsync(bill, 1_000);
        await BecomesAsync(bill, "paid");
        await ExpectAsync(bill, captures: 1, onInvoice: 1_000, credit: 0, owed: 0);
        (await HeldAsync(bill)).ShouldBe(Provider == "wallet" ? 0 : 1_000);
    }

    [Fact]
    public async Task M05_The_same_payment_told_again_by_many_at_once_changes_nothing()
    {
        var bill = await BillAsync();
        await PayAsync(bill, 1_000);
        await BecomesAsync(bill, "paid");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => TellAgainAsync(bill, 1_000))));
        await ExpectAsync(bill, captures: 1, onInvoice: 1_000, credit: 0, owed: 0);
    }

    [Fact]
    public async Task M06_Too_little_leaves_it_partially_paid_and_the_rest_pays_it()
    {
        var bill = await BillAsync();
        await PayAsync(bill, 400);
        await BecomesAsync(bill, "partially_paid");
        await ExpectAsync(bill, captures: 1, onInvoice: 400, credit: 0, owed: 600);
        await PayAsync(bill, 600);
        await BecomesAsync(bill, "paid");
        await ExpectAsync(bill, captures: 2, onInvoice: 1_000, credit: 0, owed: 0);
    }

    [Fact]
    public async Task M06_Too_much_pays_it_and_the_rest_is_the_customers_credit()
    {
        var bill = await BillAsync();
        await PayAsync(bill, 1_700);
        await BecomesAsync(bill, "paid");
        await ExpectAsync(bill, captures: 1, onInvoice: 1_000, credit: 700, owed: 0);
    }

    [Fact]
    public async Task M06_Money_for_an_invoice_that_was_voided_is_the_customers_credit()
    {
        var bill = await BillAsync();
        (await world.SendAsync(new VoidInvoice(bill.Invoice.Id), Ledger.Bo)).Error.ShouldBeNull();
        await PayAsync(bill, 1_000);
        await CreditBecomesAsync(bill, 1_000);
        await BecomesAsync(bill, "void");
        await ExpectAsync(bill, captures: Provider == "wallet" ? 0 : 1, onInvoice: 0, credit: 1_000, owed: 0);
    }

    [Fact]
    public async Task M06_Another_currency_pays_nothing_of_it()
    {
        var bill = await BillAsync();
        await PayInAnotherCurrencyAsync(bill, 1_000);
        await BecomesAsync(bill, "open");
        await ExpectAsync(bill, captures: 0, onInvoice: 0, credit: 0, owed: 1_000);
    }

    [Fact]
    public async Task M07_Parts_and_then_all_of_it_go_back_and_never_more()
    {
        var bill = await BillAsync();
        await PayAsync(bill, 1_000);
        await BecomesAsync(bill, "paid");
        await RefundAsync(bill, 400);
        (await world.SendAsync(new RequestRefund(bill.Invoice.Id, "Too much", Money(601)), bill.Customer)).Error!.Code.ShouldBe("refund_above_captured");
        await RefundAsync(bill, 600);
        (await world.SendAsync(new RequestRefund(bill.Invoice.Id, "Once more", Money(1)), bill.Customer)).Error!.Code.ShouldBe("refund_above_captured");

        (await HeldAsync(bill)).ShouldBe(Provider == "wallet" ? 1_000 : 0);
        await BecomesAsync(bill, "paid");
        (await world.ScalarAsync($"SELECT credited_minor_units FROM invoices WHERE id = '{bill.Invoice.Id}'")).ShouldBe(1_000L);
        (await world.ScalarAsync($"SELECT sum(amount_minor_units)::bigint FROM refunds WHERE invoice_id = '{bill.Invoice.Id}' AND state = 'succeeded'")).ShouldBe(1_000L);
        (await BookInvariants.ViolationsAsync(world.Database)).ShouldBe(bill.BrokenBefore);
    }

    /// <summary>What has to be there before anything can be paid, e.g. an open page.</summary>
    private protected virtual Task PrepareAsync(Bill bill) => Task.CompletedTask;

    private protected abstract Task PayAsync(Bill bill, long amount);

    /// <summary>The last payment of the bill is told of once more; a clear refusal is as good as silence.</summary>
    private protected abstract Task TellAgainAsync(Bill bill, long amount);

    private protected abstract Task PayInAnotherCurrencyAsync(Bill bill, long amount);

    /// <summary>An approved refund that somebody has to send by hand.</summary>
    private protected virtual Task SendByHandAsync(Guid refund) => Task.CompletedTask;

    private protected Money Money(long amount) => new(amount, Currency.Of(CurrencyCode));

    private async Task<Bill> BillAsync()
    {
        // Tests of the database's own guards leave books of theirs; what is asked is that nothing is added.
        var before = await BookInvariants.ViolationsAsync(world.Database);
        var customer = await world.NewCustomerAsync();
        var bill = new Bill(customer, await world.InvoiceAsync(customer, 1_000, CurrencyCode), before);
        await PrepareAsync(bill);
        return bill;
    }

    private async Task RefundAsync(Bill bill, long amount)
    {
        var asked = (await world.SendAsync(new RequestRefund(bill.Invoice.Id, "Not needed", Money(amount)), bill.Customer)).Value.Refunds.ShouldHaveSingleItem();
        (await world.SendAsync(new ApproveRefund(asked.Id), Ledger.Bo)).Error.ShouldBeNull();
        await SendByHandAsync(asked.Id);
        await world.EventuallyAsync($"SELECT state FROM refunds WHERE id = '{asked.Id}'", "succeeded");
    }

    private Task BecomesAsync(Bill bill, string state) => world.EventuallyAsync($"SELECT state FROM invoices WHERE id = '{bill.Invoice.Id}'", state);

    private Task CreditBecomesAsync(Bill bill, long credit) => world.EventuallyAsync(
        $"SELECT coalesce(sum(balance_minor_units), 0)::bigint FROM wallets WHERE customer_id = '{bill.Customer.CustomerId}' AND currency_code = '{CurrencyCode}'", credit);

    private async Task ExpectAsync(Bill bill, long captures, long onInvoice, long credit, long owed)
    {
        (await world.ScalarAsync($"SELECT count(*) FROM payment_effects WHERE invoice_id = '{bill.Invoice.Id}' AND effect = 'capture' AND provider = '{Provider}'")).ShouldBe(captures);
        (await world.ScalarAsync($"SELECT coalesce(sum(amount_minor_units), 0)::bigint FROM payment_allocations WHERE invoice_id = '{bill.Invoice.Id}'")).ShouldBe(onInvoice);
        await CreditBecomesAsync(bill, credit);
        (await world.OwedAsync(bill.Customer)).ShouldBe(owed);
        (await BookInvariants.ViolationsAsync(world.Database)).ShouldBe(bill.BrokenBefore);
    }

    /// <summary>What lies where money paid this way lies, of this customer or this invoice.</summary>
    private async Task<long> HeldAsync(Bill bill) => Convert.ToInt64(
        await world.ScalarAsync(
            $"SELECT coalesce(sum(p.amount_minor_units), 0) FROM journal_postings p JOIN journal_entries e ON e.id = p.entry_id WHERE p.account IN ({Accounts}) AND coalesce(p.customer_id = '{bill.Customer.CustomerId}', e.invoice_id = '{bill.Invoice.Id}')"),
        System.Globalization.CultureInfo.InvariantCulture) * (Provider == "wallet" ? -1 : 1);

    private protected sealed record Bill(Actor.Customer Customer, InvoiceView Invoice, IReadOnlyList<string> BrokenBefore);
}
