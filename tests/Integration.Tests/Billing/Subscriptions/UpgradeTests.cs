using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Integration.Tests.Billing.Subscriptions;

/// <summary>O08: quoted by the calculator that invoices, carried out after payment.</summary>
public sealed class UpgradeTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    private static readonly Actor.Staff Billing = new(Guid.CreateVersion7(), "Bo", new HashSet<StaffRole> { StaffRole.Billing });

    [Fact]
    public async Task O08_an_upgrade_costs_what_was_quoted_and_is_carried_out_after_payment()
    {
        var customer = await world.NewCustomerAsync();
        var service = await world.SubscribeAsync(customer.CustomerId);
        var larger = await world.NewProductAsync(price: 4_200, type: ProductType.Hosting);
        await world.GoToAsync(service, -15);
        var quote = (await world.SendAsync(new QuoteUpgrade(service, larger), customer)).Value;
        quote.When.ShouldBe("now");
        quote.NewPrice.ShouldBe(Usd(4_200));
        quote.Total.MinorUnits.ShouldBeInRange(1_300, 1_600, "half a month of 30 dollars");
        await world.ScalarAsync("SELECT pg_sleep(1.1)");
        var other = (await world.SendAsync(new QuoteUpgrade(service, larger), customer)).Value;
        other.ContentHash.ShouldNotBe(quote.ContentHash, "the price is per second");

        var ordered = (await world.SendAsync(new UpgradeService(service, larger, null, quote.QuotedAt, quote.ContentHash), customer)).Value;
        (ordered.State, ordered.Total).ShouldBe(("awaiting_payment", quote.Total));
        (await world.ScalarAsync($"SELECT total_minor_units FROM invoices WHERE id = '{ordered.InvoiceId}'")).ShouldBe(quote.Total.MinorUnits);
        (await world.SendAsync(new GetSubscription(service), customer)).Value.ProductCode.ShouldNotBe(larger);
        (await world.SendAsync(new UpgradeService(service, larger), customer)).Error!.Code.ShouldBe("plan_change_underway");

        await world.SettleAsync(ordered.InvoiceId!.Value);
        await world.EventuallyAsync($"SELECT product_code FROM subscriptions WHERE service_id = '{service}'", larger);
        await world.EventuallyAsync($"SELECT product_code FROM services WHERE id = '{service}'", larger);
        (await world.SendAsync(new GetSubscription(service), customer)).Value.Price.ShouldBe(Usd(4_200));
    }

    [Fact]
    public async Task O08_an_open_renewal_is_repriced_by_credit_note_and_new_invoice()
    {
        var customer = await world.NewCustomerAsync();
        var service = await world.SubscribeAsync(customer.CustomerId);
        var larger = await world.NewProductAsync(price: 4_200, type: ProductType.Hosting);
        await world.GoToAsync(service, -5);
        await world.RunDayAsync();
        var before = (await world.SendAsync(new GetSubscription(service), customer)).Value.OpenInvoice.ShouldNotBeNull();
        var ordered = (await world.SendAsync(new UpgradeService(service, larger), customer)).Value;
        await world.SettleAsync(ordered.InvoiceId!.Value);
        await world.EventuallyAsync($"SELECT product_code FROM subscriptions WHERE service_id = '{service}'", larger);

        var after = (await world.SendAsync(new GetSubscription(service), customer)).Value.OpenInvoice.ShouldNotBeNull();
        after.Id.ShouldNotBe(before.Id);
        after.Due.ShouldBe(Usd(4_200));
        (await world.ScalarAsync($"SELECT count(*) FROM credit_notes WHERE invoice_id = '{before.Id}'")).ShouldBe(1L);
        (await world.ScalarAsync($"SELECT count(*) FROM renewals WHERE service_id = '{service}' AND state = 'open'")).ShouldBe(1L);
        (await world.ScalarAsync("SELECT coalesce(sum(amount_minor_units), 0)::bigint FROM journal_postings")).ShouldBe(0L);
    }

    [Fact]
    public async Task A_downgrade_waits_for_the_next_period_and_its_renewal_asks_for_the_new_price()
    {
        var customer = await world.NewCustomerAsync();
        var service = await world.SubscribeAsync(customer.CustomerId, price: 4_200);
        var smaller = await world.NewProductAsync(price: 1_200, type: ProductType.Hosting);
        var ordered = (await world.SendAsync(new UpgradeService(service, smaller), customer)).Value;
        (ordered.State, ordered.InvoiceId, ordered.Total).ShouldBe(("scheduled", null, Usd(0)));

        await world.GoToAsync(service, -7);
        await world.RunDayAsync();
        var open = (await world.SendAsync(new GetSubscription(service), customer)).Value.OpenInvoice.ShouldNotBeNull();
        open.Due.ShouldBe(Usd(1_200));
        var due = await world.DueAsync(service);
        await world.SettleAsync(open.Id);
        await world.EventuallyAsync($"SELECT period_start = '{due:yyyy-MM-dd}' FROM subscriptions WHERE service_id = '{service}'", true);
        (await world.SendAsync(new GetSubscription(service), customer)).Value.ProductCode.ShouldNotBe(smaller, "the old period still runs");
        await world.GoToAsync(service, -28);
        await world.RunDayAsync();
        (await world.SendAsync(new GetSubscription(service), customer)).Value.ProductCode.ShouldBe(smaller);
    }

    [Fact]
    public async Task A_quote_that_is_too_old_or_changed_is_refused_and_an_unpaid_upgrade_lapses()
    {
        var customer = await world.NewCustomerAsync();
        var service = await world.SubscribeAsync(customer.CustomerId);
        var larger = await world.NewProductAsync(stock: 1, price: 4_200, type: ProductType.Hosting);
        var quote = (await world.SendAsync(new QuoteUpgrade(service, larger), customer)).Value;
        (await world.SendAsync(new UpgradeService(service, larger, null, quote.QuotedAt.AddHours(-1), quote.ContentHash), customer)).Error!.Code.ShouldBe("quote_expired");
        (await world.SendAsync(new UpgradeService(service, larger, null, quote.QuotedAt, "other"), customer)).Error!.Code.ShouldBe("quote_changed");

        var ordered = (await world.SendAsync(new UpgradeService(service, larger, null, quote.QuotedAt, quote.ContentHash), customer)).Value;
        (await world.ScalarAsync($"SELECT stock FROM products WHERE code = '{larger}'")).ShouldBe(0);
        await world.GoToAsync(service, -10);
        await world.RunDayAsync();
        (await world.ScalarAsync($"SELECT state FROM invoices WHERE id = '{ordered.InvoiceId}'")).ShouldBe("void");
        (await world.ScalarAsync($"SELECT stock FROM products WHERE code = '{larger}'")).ShouldBe(1);
        (await world.SendAsync(new GetSubscription(service), customer)).Value.Change.ShouldBeNull();
    }

    [Fact]
    public async Task A_price_change_is_announced_in_time_and_holds_from_its_day()
    {
        var (customer, product) = (await world.NewCustomerAsync(), await world.NewProductAsync(type: ProductType.Hosting));
        var service = await world.SubscribeAsync(customer.CustomerId, product: product);
        var due = await world.DueAsync(service);
        var early = await world.SendAsync(new AnnouncePriceChange(product, BillingCycle.Monthly, "USD", 1_500, due.AddDays(-20)), Billing);
        early.Error!.Code.ShouldBe("price_notice_too_short");
        var announced = (await world.SendAsync(new AnnouncePriceChange(product, BillingCycle.Monthly, "usd", 1_500, due.AddDays(20)), Billing)).Value;
        announced.Affected.ShouldBe(1);
        await world.EventuallyAsync(
            $"SELECT count(*) FROM outgoing_emails WHERE recipient = 'c{customer.CustomerId:N}@customer.example' AND template = 'price-change'", 1L);

        foreach (var expected in (long[])[1_200, 1_500])
        {
            await world.GoToAsync(service, -7);
            await world.RunDayAsync();
            var open = (await world.SendAsync(new GetSubscription(service), customer)).Value.OpenInvoice.ShouldNotBeNull();
            open.Due.ShouldBe(Usd(expected));
            await world.SettleAsync(open.Id);
            await world.EventuallyAsync($"SELECT state FROM invoices WHERE id = '{open.Id}'", "paid");
        }

        (await world.SendAsync(new GetSubscription(service), customer)).Value.Price.ShouldBe(Usd(1_500));
    }

    private static Money Usd(long minorUnits) => new(minorUnits, Currency.Usd);
}
