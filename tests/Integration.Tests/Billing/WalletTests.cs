using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Ledger;
using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;

namespace EzSolutions.Integration.Tests.Billing;

[Collection(BillingCollection.Name)]
public sealed class WalletTests(BillingWorld world)
{
    [Fact]
    public async Task M04_Sixty_four_parallel_spends_take_what_is_there_and_never_more()
    {
        var customer = await world.NewCustomerAsync();
        var invoices = new List<Guid>();
        for (var i = 0; i < 64; i++)
            invoices.Add((await world.PlaceAsync(customer)).InvoiceId!.Value);
        await world.GiveAsync(customer, 1_200 * 20 + 500);

        var answers = await Task.WhenAll(invoices.Select(id => Task.Run(() => world.SendAsync(new SpendCredit(id), customer))));

        answers.Count(a => a.IsSuccess && a.Value.State == "paid").ShouldBe(20);
        answers.Count(a => a.IsSuccess && a.Value.State == "partially_paid").ShouldBe(1);
        answers.Where(a => !a.IsSuccess).Select(a => a.Error!.Code).Distinct().ShouldBe(["wallet_insufficient"]);
        (await world.WalletAsync(customer)).ShouldBe(0);
        (await world.OwedAsync(customer)).ShouldBe((64 * 1_200) - (20 * 1_200) - 500);
    }

    [Fact]
    public async Task M04_Sixty_four_parallel_spends_on_one_invoice_pay_it_once()
    {
        var customer = await world.NewCustomerAsync();
        var invoice = (await world.PlaceAsync(customer)).InvoiceId!.Value;
        await world.GiveAsync(customer, 5_000);
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => world.SendAsync(new SpendCredit(invoice), customer))));
        answers.Count(a => a.IsSuccess).ShouldBe(1);
        (await world.WalletAsync(customer)).ShouldBe(3_800);
    }

    [Fact]
    public async Task Credit_that_comes_in_pays_what_is_open_the_oldest_due_first_and_leaves_orders_alone()
    {
        var customer = await world.NewCustomerAsync();
        var order = await world.PlaceAsync(customer);
        var later = await world.InvoiceAsync(customer, 1_000, dueInDays: 20);
        var sooner = await world.InvoiceAsync(customer, 1_000, dueInDays: 5);
        await world.GiveAsync(customer, 1_400);
        await world.EventuallyAsync($"SELECT state FROM invoices WHERE id = '{sooner.Id}'", "paid");
        await world.EventuallyAsync($"SELECT state FROM invoices WHERE id = '{later.Id}'", "partially_paid");
        (await world.ScalarAsync($"SELECT state FROM invoices WHERE id = '{order.InvoiceId}'")).ShouldBe("open");
        (await world.WalletAsync(customer)).ShouldBe(0);
    }

    [Fact]
    public async Task An_invoice_finds_the_credit_that_was_there_before_it()
    {
        var customer = await world.NewCustomerAsync();
        await world.GiveAsync(customer, 700);
        var invoice = await world.InvoiceAsync(customer, 500);
        await world.EventuallyAsync($"SELECT state FROM invoices WHERE id = '{invoice.Id}'", "paid");
        await world.EventuallyAsync($"SELECT balance_minor_units FROM wallets WHERE customer_id = '{customer.CustomerId}'", 200L);
    }

    [Fact]
    public async Task Credit_that_pays_a_part_closes_the_page_that_asked_for_the_whole()
    {
        var customer = await world.NewCustomerAsync();
        var invoice = await world.InvoiceAsync(customer, 1_000);
        var link = await world.LinkAsync(invoice.Id, customer);
        var page = await world.OpenAsync(link);
        await world.GiveAsync(customer, 400);
        await world.EventuallyAsync($"SELECT state FROM payments WHERE invoice_id = '{invoice.Id}'", "expired");
        await world.PayAsync(page);
        await world.PayAsync(await world.OpenAsync(link));
        await world.EventuallyAsync($"SELECT state FROM invoices WHERE id = '{invoice.Id}'", "paid");
        (await world.WalletAsync(customer)).ShouldBe(0);
    }

    [Fact]
    public async Task Staff_take_back_no_more_than_there_is_and_always_say_why()
    {
        var customer = await world.NewCustomerAsync();
        await world.GiveAsync(customer, 300);
        (await world.SendAsync(new AdjustWallet(customer.CustomerId, -301, "USD", "Mistake"), Ledger.Bo)).Error!.Code.ShouldBe("wallet_insufficient");
        (await world.SendAsync(new AdjustWallet(customer.CustomerId, -1, "EUR", "Mistake"), Ledger.Bo)).Error!.Code.ShouldBe("wallet_insufficient");
        (await world.SendAsync(new AdjustWallet(customer.CustomerId, -300, "USD", "Mistake"), Ledger.Bo)).Value.Balance.IsZero.ShouldBeTrue();
        foreach (var wrong in new[]
        {
            new AdjustWallet(customer.CustomerId, 0, "USD", "x"), new AdjustWallet(customer.CustomerId, 5, "XXX", "x"),
            new AdjustWallet(customer.CustomerId, 5, "USD", " "), new AdjustWallet(customer.CustomerId, long.MaxValue, "USD", "x"),
        })
            (await world.SendAsync(wrong, Ledger.Bo)).Error!.Code.ShouldBe("validation_failed");
        (await world.SendAsync(new AdjustWallet(Guid.CreateVersion7(), 5, "USD", "x"), Ledger.Bo)).Error!.Code.ShouldBe("customer_not_found");
        (await world.SendAsync(new AdjustWallet(customer.CustomerId, 5, "USD", "x"), customer)).Error!.Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task A_top_up_is_paid_on_the_hosted_page_and_credited_once()
    {
        var customer = await world.NewCustomerAsync();
        var started = (await world.SendAsync(new TopUpWallet(2_500, "USD"), customer)).Value;
        (await world.SendAsync(new TopUpWallet(2_500, "USD"), customer)).Value.Url.ShouldBe(started.Url); // two clicks, one page
        await world.FaultAsync(new { target = "stripe", kind = "duplicate", match = "checkout.session.completed", times = 1 });
        await world.PayAsync(started.Url);
        await world.EventuallyAsync($"SELECT balance_minor_units FROM wallets WHERE customer_id = '{customer.CustomerId}'", 2_500L);
        await world.EventuallyAsync("SELECT count(*) FROM inbox_events WHERE state = 'received'", 0L);
        (await world.WalletAsync(customer)).ShouldBe(2_500);
        (await world.ScalarAsync($"SELECT state FROM payments WHERE id = '{started.PaymentId}'")).ShouldBe("succeeded");
        foreach (var wrong in new[] { new TopUpWallet(0, "USD"), new TopUpWallet(-1, "USD"), new TopUpWallet(long.MaxValue, "USD"), new TopUpWallet(1, "QQQ") })
            (await world.SendAsync(wrong, customer)).Error!.Code.ShouldBe("validation_failed");
    }

    [Fact]
    public async Task The_statement_runs_from_balance_to_balance_and_agrees_with_the_ledger()
    {
        var customer = await world.NewCustomerAsync();
        await world.InvoiceAsync(customer, 1_000);
        await world.GiveAsync(customer, 1_500);
        await world.EventuallyAsync($"SELECT balance_minor_units FROM wallets WHERE customer_id = '{customer.CustomerId}'", 500L);
        var (from, until) = (world.Time.GetUtcNow().AddDays(-1), world.Time.GetUtcNow().AddDays(1));
        var statement = (await world.SendAsync(new GetStatement("USD", from, until), customer)).Value;
        statement.Lines.Select(l => l.Kind).ShouldBe(["invoice_finalised", "wallet_adjusted", "wallet_spent"]);
        statement.Lines[1].Note.ShouldBe("Goodwill");
        (statement.Opening.Owed.MinorUnits, statement.Opening.Credit.MinorUnits).ShouldBe((0, 0));
        (statement.Closing.Owed.MinorUnits, statement.Closing.Credit.MinorUnits).ShouldBe((0, 500));
        (await world.SendAsync(new GetCustomerBalance(), customer)).Value.ShouldHaveSingleItem().ShouldBe(statement.Closing);
        var later = (await world.SendAsync(new GetStatement("USD", until, until.AddDays(1)), customer)).Value;
        (later.Lines.Count, later.Opening, later.Closing).ShouldBe((0, statement.Closing, statement.Closing));

        var other = await world.NewCustomerAsync();
        (await world.SendAsync(new GetStatement("USD", from, until, customer.CustomerId), other)).Error!.Code.ShouldBe("customer_not_found");
        (await world.SendAsync(new GetStatement("USD", until, from), customer)).Error!.Code.ShouldBe("validation_failed");
        (await world.SendAsync(new GetStatement("USD", from, from.AddYears(3)), customer)).Error!.Code.ShouldBe("validation_failed");
    }

    [Fact]
    public async Task The_trial_balance_is_zero_in_every_currency()
    {
        var customer = await world.NewCustomerAsync();
        foreach (var currency in new[] { "JPY", "BHD" })
        {
            await world.GiveAsync(customer, 12_345, currency);
            await world.InvoiceAsync(customer, 999, currency);
        }

        var balance = (await world.SendAsync(new GetTrialBalance(), Ledger.Bo)).Value;
        balance.Currencies.Select(c => c.Currency).ShouldBeSubsetOf(Currency.Codes);
        balance.Currencies.Count.ShouldBeGreaterThanOrEqualTo(2);
        balance.Currencies.ShouldAllBe(c => c.Difference.IsZero && c.Debits == c.Credits && c.Debits.IsPositive);
        balance.Currencies.ShouldAllBe(c => c.Accounts.Sum(a => a.Balance.MinorUnits) == 0);
        (await world.SendAsync(new GetTrialBalance(DateTimeOffset.UnixEpoch), Ledger.Bo)).Value.Currencies.ShouldBeEmpty();
        (await world.SendAsync(new GetTrialBalance(), customer)).Error!.Code.ShouldBe("forbidden");
    }
}
