using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;

namespace EzSolutions.Integration.Tests.Billing.Subscriptions;

/// <summary>From the reminder to the end: O05, O06, O07 on the real database, with Stripe's stand-in outside.</summary>
public sealed class DunningTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    private static readonly Actor.System System = new("test");

    [Fact]
    public async Task O05_O06_an_unpaid_service_is_reminded_suspended_and_ended_on_its_days()
    {
        var customer = await world.NewCustomerAsync();
        var service = await world.SubscribeAsync(customer.CustomerId);
        foreach (var (day, reminders, state) in ((int, long, string)[])[(-7, 0, "active"), (-3, 1, "active"), (0, 2, "active"), (2, 2, "active"), (3, 3, "suspended")])
        {
            await world.GoToAsync(service, day);
            await world.RunDayAsync();
            (await world.SubscriptionStateAsync(service)).ShouldBe(state, $"day {day}");
            (await MailsAsync(customer, "renewal-reminder")).ShouldBe(reminders, $"day {day}");
        }

        (await world.InvoiceStateAsync(service)).ShouldBe("overdue");
        (await world.ScalarAsync($"SELECT state FROM services WHERE id = '{service}'")).ShouldBe("suspended");
        (await MailsAsync(customer, "renewal-suspended")).ShouldBe(1L);

        await world.GoToAsync(service, 17);
        await world.RunDayAsync();
        (await world.SubscriptionStateAsync(service)).ShouldBe("suspended");
        await world.GoToAsync(service, 18);
        await world.RunDayAsync();
        (await world.SubscriptionStateAsync(service)).ShouldBe("ended");
        (await world.InvoiceStateAsync(service)).ShouldBe("uncollectible");
        await world.EventuallyAsync($"SELECT state IN ('terminating', 'terminated') FROM services WHERE id = '{service}'", true);
        (await MailsAsync(customer, "subscription-ended")).ShouldBe(1L);

        // Nothing more is ever billed for it.
        await world.GoToAsync(service, 60);
        await world.RunDayAsync();
        (await world.ScalarAsync($"SELECT count(*) FROM renewals WHERE service_id = '{service}'")).ShouldBe(1L);
    }

    [Fact]
    public async Task O07_payment_lifts_the_suspension_for_non_payment_and_no_other()
    {
        var customer = await world.NewCustomerAsync();
        var (paid, held) = (await world.SubscribeAsync(customer.CustomerId), await world.SubscribeAsync(customer.CustomerId));
        await SuspendAsync(paid, held);
        (await world.SendAsync(new SuspendService(held, SuspensionReason.Abuse, "Sends spam"), System)).Error.ShouldBeNull();

        foreach (var service in (Guid[])[paid, held])
        {
            var invoice = (await world.SendAsync(new GetSubscription(service), customer)).Value.OpenInvoice!.Id;
            await world.SettleAsync(invoice);
            await world.EventuallyAsync($"SELECT state FROM invoices WHERE id = '{invoice}'", "paid");
            await world.EventuallyAsync($"SELECT state FROM subscriptions WHERE service_id = '{service}'", "active");
        }

        await world.EventuallyAsync($"SELECT state FROM services WHERE id = '{paid}'", "active");
        (await world.ScalarAsync($"SELECT state FROM services WHERE id = '{held}'")).ShouldBe("suspended");
    }

    [Fact]
    public async Task O05_a_payment_in_flight_keeps_the_service_on()
    {
        var customer = await world.NewCustomerAsync();
        var service = await world.SubscribeAsync(customer.CustomerId);
        await world.GoToAsync(service, -7);
        await world.RunDayAsync();
        var invoice = (await world.SendAsync(new GetSubscription(service), customer)).Value.OpenInvoice!.Id;
        await world.GoToAsync(service, 3);
        await world.ScalarAsync(
            $"""
             INSERT INTO payments (id, invoice_id, customer_id, provider, amount_minor_units, amount_currency, state, return_token, created_at, expires_at)
             SELECT gen_random_uuid(), id, customer_id, 'stripe', total_minor_units, total_currency, 'open', '', now(), now() FROM invoices WHERE id = '{invoice}'
             """);
        (await world.SendAsync(new CheckSuspensions(), System)).Error.ShouldBeNull();
        (await world.SubscriptionStateAsync(service)).ShouldBe("active");

        await world.ScalarAsync($"UPDATE payments SET state = 'failed' WHERE invoice_id = '{invoice}'");
        (await world.SendAsync(new CheckSuspensions(), System)).Error.ShouldBeNull();
        (await world.SubscriptionStateAsync(service)).ShouldBe("suspended");
    }

    [Fact]
    public async Task O05_an_invoice_that_was_never_delivered_suspends_nothing()
    {
        var service = await world.SubscribeAsync();
        await world.GoToAsync(service, -7);
        (await world.SendAsync(new RunRenewals(), System)).Error.ShouldBeNull();
        await world.ScalarAsync($"UPDATE renewals SET delivered_at = NULL WHERE service_id = '{service}'");
        await world.GoToAsync(service, 5);
        await world.ScalarAsync($"UPDATE renewals SET delivered_at = NULL WHERE service_id = '{service}'");
        (await world.SendAsync(new CheckSuspensions(), System)).Error.ShouldBeNull();
        (await world.SubscriptionStateAsync(service)).ShouldBe("active");
    }

    [Fact]
    public async Task A_product_with_figures_of_its_own_follows_them()
    {
        var product = await world.NewProductAsync(type: Domain.Catalog.ProductType.Hosting);
        var billing = new Actor.Staff(Guid.CreateVersion7(), "Bo", new HashSet<Domain.Accounts.StaffRole> { Domain.Accounts.StaffRole.Billing });
        var set = await world.SendAsync(
            new SetProductTerms(product, new Domain.Billing.Subscriptions.TermsOverride(RenewalLead: 14, SuspendAfter: 10, Reminders: [-10])), billing);
        set.Value.Effective.TerminateAfter.ShouldBe(15);
        var service = await world.SubscribeAsync((await world.NewCustomerAsync()).CustomerId, product: product);
        await world.GoToAsync(service, -14);
        await world.RunDayAsync();
        (await world.InvoiceStateAsync(service)).ShouldBe("open");
        await world.GoToAsync(service, 9);
        await world.RunDayAsync();
        (await world.SubscriptionStateAsync(service)).ShouldBe("active");
        await world.GoToAsync(service, 10);
        await world.RunDayAsync();
        (await world.SubscriptionStateAsync(service)).ShouldBe("suspended");
    }

    [Fact]
    public async Task A_cancellation_takes_the_open_invoice_back_and_can_be_taken_back_itself()
    {
        var customer = await world.NewCustomerAsync();
        var service = await world.SubscribeAsync(customer.CustomerId);
        await world.GoToAsync(service, -7);
        await world.RunDayAsync();
        var cancelled = (await world.SendAsync(new CancelService(service, CancelWhen.PeriodEnd), customer)).Value;
        cancelled.CancelsOn.ShouldBe(cancelled.PeriodEnd);
        (await world.InvoiceStateAsync(service)).ShouldBe("void");
        (await world.SendAsync(new CancelService(service, CancelWhen.PeriodEnd), customer)).Error!.Code.ShouldBe("subscription_already_cancelled");
        (await world.SendAsync(new CancelService(service, CancelWhen.Now), await world.NewCustomerAsync())).Error!.Code.ShouldBe("subscription_not_found");

        (await world.SendAsync(new ReactivateService(service), customer)).Value.CancelsOn.ShouldBeNull();
        await world.RunDayAsync();
        (await world.InvoiceStateAsync(service)).ShouldBe("open");
        (await world.ScalarAsync($"SELECT count(*) FROM renewals WHERE service_id = '{service}'")).ShouldBe(2L);

        (await world.SendAsync(new CancelService(service, CancelWhen.PeriodEnd), customer)).Error.ShouldBeNull();
        await world.GoToAsync(service, 0);
        await world.RunDayAsync();
        (await world.SubscriptionStateAsync(service)).ShouldBe("ended");
        await world.EventuallyAsync($"SELECT state IN ('terminating', 'terminated') FROM services WHERE id = '{service}'", true);
        (await world.SendAsync(new ReactivateService(service), customer)).Error!.Code.ShouldBe("subscription_ended");
    }

    [Fact]
    public async Task Many_nodes_at_the_same_jobs_do_each_thing_once()
    {
        var customer = await world.NewCustomerAsync();
        var service = await world.SubscribeAsync(customer.CustomerId);
        foreach (var day in (int[])[-7, -3, 0, 3, 18])
        {
            await world.GoToAsync(service, day);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.RunDayAsync()));
        }

        foreach (var (template, times) in ((string, long)[])[("renewal-issued", 1), ("renewal-reminder", 3), ("renewal-suspended", 1), ("subscription-ended", 1)])
            (await MailsAsync(customer, template)).ShouldBe(times, template);
        (await world.InvoiceStateAsync(service)).ShouldBe("uncollectible");
        (await world.ScalarAsync($"SELECT count(*) FROM journal_entries e JOIN renewals r ON r.invoice_id = e.invoice_id WHERE r.service_id = '{service}'")).ShouldBe(2L);
        await world.EventuallyAsync($"SELECT count(*) FROM lifecycle_jobs WHERE service_id = '{service}' AND kind = 'terminate'", 1L);
    }

    [Fact]
    public async Task Cancelled_now_it_ends_now_and_asks_for_nothing_more()
    {
        var customer = await world.NewCustomerAsync();
        var service = await world.SubscribeAsync(customer.CustomerId);
        await world.GoToAsync(service, -7);
        await world.RunDayAsync();
        var ended = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.SendAsync(new CancelService(service, CancelWhen.Now), customer)));
        ended.Count(e => e.IsSuccess).ShouldBe(1);
        ended.Where(e => !e.IsSuccess).ShouldAllBe(e => e.Error!.Code == "subscription_ended");
        (await world.InvoiceStateAsync(service)).ShouldBe("void");
        await world.EventuallyAsync($"SELECT state IN ('terminating', 'terminated') FROM services WHERE id = '{service}'", true);
        await world.RunDayAsync();
        (await world.ScalarAsync($"SELECT count(*) FROM renewals WHERE service_id = '{service}'")).ShouldBe(1L);
    }

    private async Task SuspendAsync(params Guid[] services)
    {
        await world.GoToAsync(services[0], -7);
        await world.RunDayAsync();
        await world.GoToAsync(services[0], 3);
        await world.RunDayAsync();
        foreach (var service in services)
            (await world.SubscriptionStateAsync(service)).ShouldBe("suspended");
    }

    private async Task<long> MailsAsync(Actor.Customer customer, string template) => (long)(await world.ScalarAsync(
        $"SELECT count(*) FROM outgoing_emails WHERE recipient = 'c{customer.CustomerId:N}@customer.example' AND template = '{template}'"))!;
}
