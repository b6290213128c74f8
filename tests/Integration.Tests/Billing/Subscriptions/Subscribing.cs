using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Billing.Subscriptions;

/// <summary>Customers with running services, and the days of the cycle as a test needs them.</summary>
internal static class Subscribing
{
    /// <summary>A service that is ready today, looked after by hand.</summary>
    public static async Task<Guid> SubscribeAsync(
        this BillingWorld world, Guid customer, long price = 1_200, BillingCycle cycle = BillingCycle.Monthly, string? product = null)
    {
        product ??= await world.NewProductAsync(price: price, type: ProductType.Hosting);
        return await world.InScopeAsync(async services =>
        {
            var id = Guid.CreateVersion7();
            var (store, now) = (services.GetRequiredService<IStore>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
            await services.GetRequiredService<IUnitOfWork>().RunAsync<Done>(
                _ =>
                {
                    var order = new ServiceOrder(
                        customer, Guid.CreateVersion7(), "ORD-2026-000001", 1, 1, null, ProductType.Hosting, product, "Hosting T", $"web-{id:N}"[..20],
                        new ServiceSpecs(null, null, null), null, null, null, cycle, new Money(price, Currency.Usd));
                    var service = Service.Create(id, order, now);
                    service.Activate(now);
                    store.Add(service);
                    return Task.FromResult<Result<Done>>(Done.Value);
                },
                default);
            return id;
        });
    }

    public static async Task<Guid> SubscribeAsync(this BillingWorld world) => await world.SubscribeAsync((await world.NewCustomerAsync()).CustomerId);

    public static Task<DateOnly> TodayAsync(this BillingWorld world) =>
        world.InScopeAsync(services => Task.FromResult(services.GetRequiredService<ICompanyCalendar>().Today));

    /// <summary>Noon of the day so many days from a service's next due date.</summary>
    public static async Task GoToAsync(this BillingWorld world, Guid service, int daysFromDue)
    {
        var due = (DateOnly)(await DueAsync(world, service));
        var noon = new DateTimeOffset(due.AddDays(daysFromDue).ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
        world.Time.Shift += noon - world.Time.GetUtcNow();
    }

    public static async Task<DateOnly> DueAsync(this BillingWorld world, Guid service) =>
        (await world.SendAsync(new GetSubscription(service), new Actor.System("test"))).Value.PeriodEnd;

    /// <summary>What the clock does on a day: the cycle's jobs, one after the other.</summary>
    public static async Task RunDayAsync(this BillingWorld world)
    {
        var system = new Actor.System("test");
        foreach (IJobRequest job in (IJobRequest[])[new RunRenewals(), new DeliverRenewals(), new RunDunning()])
            (await world.SendAsync(job, system)).Error.ShouldBeNull();
        await world.ChargesAnsweredAsync();
        foreach (IJobRequest job in (IJobRequest[])[new CheckSuspensions(), new EndSubscriptions()])
            (await world.SendAsync(job, system)).Error.ShouldBeNull();
    }

    /// <summary>Tries to take the money are jobs, and while one is under way nothing is suspended for it; a gateway that is away is not waited for.</summary>
    private static async Task ChargesAnsweredAsync(this BillingWorld world)
    {
        const string Underway = "SELECT count(*) FROM renewals WHERE state = 'open' AND charge_attempts > 0 AND charge_outcome IS NULL";
        for (var attempt = 0; attempt < 60 && !Equals(await world.ScalarAsync(Underway), 0L); attempt++)
            await Task.Delay(50);
    }

    /// <summary>Pays what is due on an invoice, by credit given for it. Stripe's stand-in does not follow a clock that a test has moved.</summary>
    public static async Task SettleAsync(this BillingWorld world, Guid invoiceId)
    {
        var settled = await world.InScopeAsync(services => services.GetRequiredService<IUnitOfWork>().RunAsync<Done>(
            async ct =>
            {
                var invoice = (await services.GetRequiredService<IStore>().FindLockedAsync<Invoice>(invoiceId, ct))!;
                var wallets = services.GetRequiredService<WalletBook>();
                await wallets.CreditAsync(invoice.CustomerId, $"test-{invoiceId:N}", invoice.AmountDue, "For a test", ct);
                await wallets.SpendOnAsync(invoice, ct);
                return Done.Value;
            },
            default));
        settled.Error.ShouldBeNull();
    }

    public static Task<object?> InvoiceStateAsync(this BillingWorld world, Guid service) => world.ScalarAsync(
        $"SELECT i.state FROM renewals r JOIN invoices i ON i.id = r.invoice_id WHERE r.service_id = '{service}' ORDER BY r.created_at DESC LIMIT 1");

    public static Task<object?> SubscriptionStateAsync(this BillingWorld world, Guid service) =>
        world.ScalarAsync($"SELECT state FROM subscriptions WHERE service_id = '{service}'");
}
