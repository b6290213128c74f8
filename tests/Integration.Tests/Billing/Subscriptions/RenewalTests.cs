using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace EzSolutions.Integration.Tests.Billing.Subscriptions;

/// <summary>O03 and O04 on the real database.</summary>
public sealed class RenewalTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    private static readonly Actor.System System = new("test");

    [Fact]
    public async Task O03_nodes_a_manual_run_and_a_restart_that_collide_invoice_each_period_once()
    {
        const int Services = 120;
        var (customer, product) = ((await world.NewCustomerAsync("DE")).CustomerId, await world.NewProductAsync(type: ProductType.Hosting));
        var services = new List<Guid>();
        for (var i = 0; i < Services; i++)
            services.Add(await world.SubscribeAsync(customer, product: product));
        await world.GoToAsync(services[0], -7);
        await world.InScopeAsync(s => Task.FromResult(s.GetRequiredService<IOptions<SubscriptionOptions>>().Value.BatchSize = 7));
        var numbersBefore = (long)(await world.ScalarAsync("SELECT coalesce(sum(last), 0)::bigint FROM number_series WHERE series = 'INV'"))!;
        var invoicesBefore = (long)(await world.ScalarAsync("SELECT count(*) FROM invoices"))!;

        // Two nodes at two o'clock, staff at the button, and a run that is stopped in the middle of its work.
        using var stopped = new CancellationTokenSource();
        var killed = Task.Run(async () =>
        {
            await using var watch = await world.Database.OpenConnectionAsync();
            while ((long)(await world.ScalarAsync("SELECT count(*) FROM renewals"))! < 20)
                await Task.Yield();
            await stopped.CancelAsync();
        });
        Task[] runs =
        [
            world.SendAsync(new RunRenewals(), System),
            world.SendAsync(new RunRenewals(), System),
            world.SendAsync(new RunRenewalsNow(), System),
            StoppedRunAsync(stopped.Token),
        ];
        await Task.WhenAll(runs);
        await stopped.CancelAsync();
        await killed;

        // What a batch of the stopped run had locked is left for the restart; and a second full run changes nothing.
        (await world.SendAsync(new RunRenewalsNow(), System)).Error.ShouldBeNull();
        (await world.SendAsync(new RunRenewalsNow(), System)).Value.ShouldBe(new RenewalReport(0, 0, 0));

        (await world.ScalarAsync($"SELECT count(*) FROM renewals WHERE customer_id = '{customer}'")).ShouldBe((long)Services);
        (await world.ScalarAsync($"SELECT count(DISTINCT (service_id, period_start)) FROM renewals WHERE customer_id = '{customer}'")).ShouldBe((long)Services);
        (await world.ScalarAsync($"SELECT count(*) FROM subscriptions WHERE customer_id = '{customer}' AND renewal_open")).ShouldBe((long)Services);

        // M08: the numbers taken are the invoices made.
        var numbers = (long)(await world.ScalarAsync("SELECT coalesce(sum(last), 0)::bigint FROM number_series WHERE series = 'INV'"))! - numbersBefore;
        numbers.ShouldBe((long)(await world.ScalarAsync("SELECT count(*) FROM invoices"))! - invoicesBefore);

        // M02: each has its entry, and the books balance.
        (await world.ScalarAsync("SELECT coalesce(sum(amount_minor_units), 0)::bigint FROM journal_postings")).ShouldBe(0L);
        (await world.ScalarAsync(
            $"SELECT count(*) FROM renewals r JOIN journal_entries e ON e.invoice_id = r.invoice_id WHERE r.customer_id = '{customer}'")).ShouldBe((long)Services);
    }

    [Fact]
    public async Task O03_the_database_refuses_a_second_renewal_of_a_period()
    {
        var service = await world.SubscribeAsync();
        await world.GoToAsync(service, -7);
        await world.RunDayAsync();
        var refused = await Should.ThrowAsync<PostgresException>(() => world.ScalarAsync(
            $"""
             INSERT INTO renewals (id, subscription_id, service_id, customer_id, product_code, period_start, period_end, state, created_at, suspend_on, charge_attempts)
             SELECT gen_random_uuid(), subscription_id, service_id, customer_id, product_code, period_start, period_end, 'paid', created_at, suspend_on, 0
             FROM renewals WHERE service_id = '{service}'
             """));
        refused.ConstraintName.ShouldBe("ux_renewals_service_period");
    }

    [Fact]
    public async Task O04_a_paid_renewal_moves_the_due_date_from_the_old_one_once()
    {
        var customer = await world.NewCustomerAsync();
        var service = await world.SubscribeAsync(customer.CustomerId);
        var due = await world.DueAsync(service);
        await world.GoToAsync(service, -7);
        await world.RunDayAsync();
        var open = (await world.SendAsync(new GetSubscription(service), customer)).Value.OpenInvoice.ShouldNotBeNull();
        open.DueOn.ShouldBe(due);
        open.Due.ShouldBe(new Money(1_200, Currency.Usd));

        // Paid late, by credit, with everybody asking at once.
        await world.GoToAsync(service, 2);
        await CreditAsync(customer.CustomerId, 5_000);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.SendAsync(new RunDunning(), System)));

        await world.EventuallyAsync($"SELECT state FROM invoices WHERE id = '{open.Id}'", "paid");
        var renewed = (await world.SendAsync(new GetSubscription(service), customer)).Value;
        (renewed.PeriodStart, renewed.OpenInvoice).ShouldBe((due, null));
        renewed.PeriodEnd.Day.ShouldBe(due.Day);
        (await world.ScalarAsync($"SELECT periods FROM subscriptions WHERE service_id = '{service}'")).ShouldBe(2);
        (await world.ScalarAsync($"SELECT (next_due_at AT TIME ZONE 'UTC')::date = '{renewed.PeriodEnd:yyyy-MM-dd}'::date FROM services WHERE id = '{service}'")).ShouldBe(true);
        (await world.ScalarAsync($"SELECT balance_minor_units FROM wallets WHERE customer_id = '{customer.CustomerId}'")).ShouldBe(3_800L);
    }

    [Fact]
    public async Task M11_a_free_period_begins_without_an_invoice()
    {
        var service = await world.SubscribeAsync((await world.NewCustomerAsync()).CustomerId, price: 0);
        var due = await world.DueAsync(service);
        await world.GoToAsync(service, -1);
        await world.RunDayAsync();
        (await world.DueAsync(service)).ShouldBeGreaterThan(due);
        (await world.ScalarAsync($"SELECT count(*) FROM renewals WHERE service_id = '{service}' AND invoice_id IS NULL AND state = 'paid'")).ShouldBe(1L);
    }

    [Fact]
    public async Task A_customer_deleted_in_mid_cycle_is_not_billed_and_staff_are_told()
    {
        var gone = await world.SubscribeAsync(Guid.CreateVersion7());
        var other = await world.SubscribeAsync();
        await world.GoToAsync(gone, -7);
        await world.RunDayAsync();

        var held = (await world.SendAsync(new GetSubscription(gone), System)).Value;
        held.HeldFor.ShouldNotBeNull();
        held.OpenInvoice.ShouldBeNull();
        (await world.SendAsync(new GetSubscription(other), System)).Value.OpenInvoice.ShouldNotBeNull("nobody else waits for it");
        await world.EventuallyAsync($"SELECT count(*) FROM tickets WHERE reference = 'renewal-held:{held.Id:N}'", 1L);
    }

    [Fact]
    public async Task A_renewal_invoice_goes_to_its_customer_once()
    {
        var customer = await world.NewCustomerAsync();
        var service = await world.SubscribeAsync(customer.CustomerId);
        await world.GoToAsync(service, -7);
        (await world.SendAsync(new RunRenewals(), System)).Error.ShouldBeNull();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.SendAsync(new DeliverRenewals(), System)));
        await world.EventuallyAsync($"SELECT count(*) FROM renewals WHERE service_id = '{service}' AND delivered_at IS NOT NULL", 1L);
        (await world.ScalarAsync($"SELECT count(*) FROM outgoing_emails WHERE recipient = 'c{customer.CustomerId:N}@customer.example' AND template = 'renewal-issued'")).ShouldBe(1L);
    }

    internal Task<bool> CreditAsync(Guid customer, long amount) => world.InScopeAsync(async services =>
        (await services.GetRequiredService<IUnitOfWork>().RunAsync<Done>(
            async ct =>
            {
                await services.GetRequiredService<WalletBook>().CreditAsync(customer, $"test-{customer:N}", new Money(amount, Currency.Usd), "For a test", ct);
                return Done.Value;
            },
            default)).IsSuccess);

    private async Task StoppedRunAsync(CancellationToken stop)
    {
        try
        {
            await world.InScopeAsync(async services => await services.GetRequiredService<RenewalRun>().RunAsync(stop));
        }
        catch (OperationCanceledException)
        {
            // Stopped, as a killed process would be: its transaction is rolled back.
        }
    }
}
