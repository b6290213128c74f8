using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing.Subscriptions;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Integration.Tests.Billing.Subscriptions;

/// <summary>Free days from the order to the first bill.</summary>
public sealed class TrialTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    private static readonly Actor.Staff Staff = new(Guid.CreateVersion7(), "Bo", new HashSet<StaffRole> { StaffRole.Billing, StaffRole.Admin, StaffRole.Support });

    [Fact]
    public async Task A_trial_costs_nothing_until_it_ends_and_then_its_first_period_is_due()
    {
        var customer = await world.NewCustomerAsync();
        var product = await TrialProductAsync(14);
        var quote = (await world.SendAsync(new QuoteOrder(new OrderDraft(product, BillingCycle.Monthly)), customer)).Value;
        (quote.Total, quote.Renewal, quote.TrialDays).ShouldBe((Usd(0), Usd(1_200), 14));
        quote.Lines.ShouldHaveSingleItem().DiscountLabel.ShouldBe("14-day free trial");

        var service = await DeliveredAsync(customer, product);
        var begun = await world.TodayAsync();
        var trial = (await world.SendAsync(new GetSubscription(service), customer)).Value;
        (trial.State, trial.PeriodEnd, trial.Price).ShouldBe(("trial", begun.AddDays(14), Usd(1_200)));

        await world.GoToAsync(service, -7);
        await world.RunDayAsync();
        var open = (await world.SendAsync(new GetSubscription(service), customer)).Value.OpenInvoice.ShouldNotBeNull();
        (open.Due, open.DueOn).ShouldBe((Usd(1_200), begun.AddDays(14)));
        await world.SettleAsync(open.Id);
        await world.EventuallyAsync($"SELECT state FROM subscriptions WHERE service_id = '{service}'", "active");
        var paid = (await world.SendAsync(new GetSubscription(service), customer)).Value;
        (paid.PeriodStart, paid.PeriodEnd).ShouldBe((begun.AddDays(14), BillingPeriod.From(begun.AddDays(14), BillingCycle.Monthly, begun.AddDays(14).Day).End));
    }

    [Fact]
    public async Task A_trial_nobody_pays_for_is_suspended_and_one_that_is_cancelled_ends_unbilled()
    {
        var (late, leaving) = (await world.NewCustomerAsync(), await world.NewCustomerAsync());
        var product = await TrialProductAsync(10);
        var (unpaid, cancelled) = (await DeliveredAsync(late, product), await DeliveredAsync(leaving, product));
        (await world.SendAsync(new CancelService(cancelled, CancelWhen.PeriodEnd), leaving)).Error.ShouldBeNull();
        foreach (var day in (int[])[-7, 0, 3])
        {
            await world.GoToAsync(unpaid, day);
            await world.RunDayAsync();
        }

        (await world.SubscriptionStateAsync(unpaid)).ShouldBe("suspended");
        (await world.SubscriptionStateAsync(cancelled)).ShouldBe("ended");
        (await world.ScalarAsync($"SELECT count(*) FROM invoices WHERE customer_id = '{leaving.CustomerId}'")).ShouldBe(0L);
    }

    [Fact]
    public async Task A_product_is_tried_once_by_a_customer()
    {
        var customer = await world.NewCustomerAsync();
        var product = await TrialProductAsync(14);
        await DeliveredAsync(customer, product);
        (await world.SendAsync(new QuoteOrder(new OrderDraft(product, BillingCycle.Monthly)), customer)).Value.Total.ShouldBe(Usd(1_200));
        (await world.SendAsync(new QuoteOrder(new OrderDraft(product, BillingCycle.Monthly)), await world.NewCustomerAsync())).Value.Total.ShouldBe(Usd(0));

        // A setup fee is due at once; the order that waits for it is the trial.
        var hasty = await world.NewCustomerAsync();
        var withSetup = await TrialProductAsync(14, setup: 500);
        (await world.PlaceAsync(hasty, withSetup)).Total.ShouldBe(Usd(500));
        (await world.PlaceAsync(hasty, withSetup)).Total.ShouldBe(Usd(1_700));
    }

    private async Task<string> TrialProductAsync(int days, long setup = 0)
    {
        var product = await world.NewProductAsync(type: ProductType.Hosting);
        await world.ScalarAsync(
            $"UPDATE product_prices SET setup_minor_units = {setup} WHERE product_id = (SELECT id FROM products WHERE code = '{product}')");
        (await world.SendAsync(new SetProductTerms(product, new TermsOverride(Trial: days)), Staff)).Value.Effective.Trial.ShouldBe(days);
        return product;
    }

    private async Task<Guid> DeliveredAsync(Actor.Customer customer, string product)
    {
        var placed = await world.PlaceAsync(customer, product);
        (placed.InvoiceId, placed.Total).ShouldBe((null, Usd(0)));
        var service = (Guid)(await world.ScalarAsync($"SELECT id FROM services WHERE order_id = '{placed.OrderId}'"))!;
        (await world.SendAsync(new CompleteManualFulfilment(service), Staff)).Error.ShouldBeNull();
        return service;
    }

    private static Money Usd(long minorUnits) => new(minorUnits, Currency.Usd);
}
