using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.BankTransfer;
using EzSolutions.Application.Billing.Exports;
using EzSolutions.Application.Billing.PaymentMethods;
using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Integration.Tests.Billing.Subscriptions;

/// <summary>The gateway away, the clock wrong, the customer gone: nothing is lost and nobody pays for it.</summary>
public sealed class BadDaysTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    private static readonly Actor.System System = new("test");
    private static readonly Actor.Staff Bo = new(Guid.CreateVersion7(), "Bo", new HashSet<StaffRole> { StaffRole.Billing });

    [Fact]
    public async Task A_gateway_that_is_down_on_the_only_day_of_the_schedule_costs_nobody_their_service()
    {
        // Stripe's stand-in stays in the present, and signs by its clock.
        world.Time.Shift = TimeSpan.Zero;
        var customer = await world.NewCustomerAsync();
        var product = await world.NewProductAsync(type: ProductType.Hosting);
        (await world.SendAsync(new SetProductTerms(product, new TermsOverride(Charges: [0])), Bo)).Error.ShouldBeNull();
        var service = await world.SubscribeAsync(customer.CustomerId, product: product);
        await world.PayAsync((await world.SendAsync(new AddPaymentMethod(), customer)).Value.Url);
        await world.EventuallyAsync($"SELECT count(*) FROM payment_methods WHERE customer_id = '{customer.CustomerId}' AND state = 'active'", 1L);
        await world.GoToAsync(service, -7);
        await world.RunDayAsync();

        await world.FaultAsync(new { target = "stripe", kind = "error", status = 503 });
        try
        {
            await world.GoToAsync(service, 0);
            await world.RunDayAsync();
            var today = await world.TodayAsync();
            await world.EventuallyAsync($"SELECT count(*) FROM tickets WHERE reference = 'renewal-charges-failed:{today:yyyy-MM-dd}'", 1L);
            (await RenewalAsync<DateOnly>(service, "charge_on")).ShouldBe(today.AddDays(1));
        }
        finally
        {
            (await world.Outside.DeleteAsync("faults")).EnsureSuccessStatusCode();
        }

        // Back, but the charge has not been made up for yet: that is our delay, not the customer's.
        await world.GoToAsync(service, 4);
        (await world.SendAsync(new SettleStalePayments(), System)).Error.ShouldBeNull();
        (await world.SendAsync(new CheckSuspensions(), System)).Error.ShouldBeNull();
        (await world.SubscriptionStateAsync(service)).ShouldBe("active");

        await world.RunDayAsync();
        await world.EventuallyAsync($"SELECT i.state FROM renewals r JOIN invoices i ON i.id = r.invoice_id WHERE r.service_id = '{service}'", "paid");
        (await world.ScalarAsync($"SELECT count(*) FROM outgoing_emails WHERE recipient = 'c{customer.CustomerId:N}@customer.example' AND template = 'renewal-suspended'"))
            .ShouldBe(0L);
    }

    [Fact]
    public async Task A_clock_that_jumps_forth_and_back_bills_each_period_once_and_leaves_time_to_pay()
    {
        var customer = await world.NewCustomerAsync();
        var service = await world.SubscribeAsync(customer.CustomerId);
        var due = await world.DueAsync(service);

        // Half a year ahead by mistake: one period is asked for, not six, and nothing is cut off on the spot.
        await world.GoToAsync(service, 180);
        await world.RunDayAsync();
        await world.RunDayAsync();
        (await world.SubscriptionStateAsync(service)).ShouldBe("active");
        (await world.ScalarAsync($"SELECT count(*) FROM renewals WHERE service_id = '{service}'")).ShouldBe(1L);
        (await RenewalAsync<DateOnly>(service, "suspend_on")).ShouldBeGreaterThan(await world.TodayAsync());

        // Put right: the same period is not asked for again, and a quote from the future is not honoured.
        var larger = await world.NewProductAsync(price: 4_200, type: ProductType.Hosting);
        var tomorrow = world.Time.GetUtcNow();
        await world.GoToAsync(service, -7);
        await world.RunDayAsync();
        (await world.ScalarAsync($"SELECT count(*) FROM renewals WHERE service_id = '{service}'")).ShouldBe(1L);
        (await world.SendAsync(new UpgradeService(service, larger, null, tomorrow), customer)).Error!.Code.ShouldBe("quote_expired");

        await world.SettleAsync((await world.SendAsync(new GetSubscription(service), customer)).Value.OpenInvoice!.Id);
        await world.EventuallyAsync($"SELECT period_start = '{due:yyyy-MM-dd}' FROM subscriptions WHERE service_id = '{service}'", true);
        (await world.ScalarAsync("SELECT coalesce(sum(amount_minor_units), 0)::bigint FROM journal_postings")).ShouldBe(0L);
    }

    [Fact]
    public async Task A_customer_deleted_with_an_open_renewal_is_dunned_by_nobody_and_what_they_pay_is_kept()
    {
        var (gone, paid) = (await world.NewCustomerAsync(), await world.NewCustomerAsync());
        var (service, other) = (await world.SubscribeAsync(gone.CustomerId), await world.SubscribeAsync(paid.CustomerId));
        await world.GoToAsync(service, -7);
        await world.RunDayAsync();
        var open = (await world.SendAsync(new GetSubscription(other), System)).Value.OpenInvoice.ShouldNotBeNull();
        await world.ScalarAsync($"DELETE FROM customers WHERE id IN ('{gone.CustomerId}', '{paid.CustomerId}')");
        var mails = $"SELECT count(*) FROM outgoing_emails WHERE recipient IN ('c{gone.CustomerId:N}@customer.example', 'c{paid.CustomerId:N}@customer.example')";
        var sent = await world.ScalarAsync(mails);

        var transfer = new RecordBankTransfer(open.Number, open.Due, $"TR-{open.Number}", await world.TodayAsync());
        (await world.SendAsync(transfer, Bo)).Error.ShouldBeNull();
        await world.EventuallyAsync($"SELECT i.state FROM renewals r JOIN invoices i ON i.id = r.invoice_id WHERE r.service_id = '{other}'", "paid");
        foreach (var day in (int[])[-3, 0, 3, 18])
        {
            await world.GoToAsync(service, day);
            await world.RunDayAsync();
        }

        (await world.SendAsync(new QuoteUpgrade(other, await world.NewProductAsync(price: 4_200, type: ProductType.Hosting)), System)).Error?.Kind.ShouldNotBe(ErrorKind.Unavailable);
        (await world.SubscriptionStateAsync(service)).ShouldBe("ended");
        (await world.InvoiceStateAsync(service)).ShouldBe("uncollectible");
        (await world.SubscriptionStateAsync(other)).ShouldBe("active");
        (await world.ScalarAsync(mails)).ShouldBe(sent);
        (await world.ScalarAsync("SELECT coalesce(sum(amount_minor_units), 0)::bigint FROM journal_postings")).ShouldBe(0L);

        // The books keep their name, as it was billed.
        var (from, until) = (world.Time.GetUtcNow().AddYears(-1), world.Time.GetUtcNow().AddYears(1));
        var rows = (await world.SendAsync(new ExportBilling(BillingExport.Invoices, from, until), Bo)).Value.Rows;
        (await rows.CountAsync(row => row[5] == gone.CustomerId.ToString() && row[6] == "Maria Muster")).ShouldBe(1);
    }

    private async Task<T> RenewalAsync<T>(Guid service, string column) =>
        (T)(await world.ScalarAsync($"SELECT {column} FROM renewals WHERE service_id = '{service}' ORDER BY created_at DESC LIMIT 1"))!;
}
