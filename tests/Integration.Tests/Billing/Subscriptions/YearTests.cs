using EzSolutions.Application.Billing.Subscriptions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;

namespace EzSolutions.Integration.Tests.Billing.Subscriptions;

/// <summary>A year of several customers' lives, as fast as the clock can be moved: what they do is random, but the same each time.</summary>
public sealed class YearTests(BillingWorld world) : IClassFixture<BillingWorld>
{
    private static readonly (string Rule, string Sql)[] Rules =
    [
        ("M02 trial balance", "SELECT coalesce(sum(amount_minor_units), 0)::bigint FROM journal_postings"),
        ("M04 wallets", "SELECT count(*) FROM wallets w WHERE balance_minor_units <> (SELECT -coalesce(sum(amount_minor_units), 0) FROM journal_postings p WHERE p.account = 'wallet' AND p.customer_id = w.customer_id AND p.amount_currency = w.currency_code)"),
        ("M08 invoice numbers", "SELECT (SELECT coalesce(sum(last), 0) FROM number_series WHERE series = 'INV')::bigint - (SELECT count(*) FROM invoices)"),
        ("M08 credit note numbers", "SELECT (SELECT coalesce(sum(last), 0) FROM number_series WHERE series = 'CRN')::bigint - (SELECT count(*) FROM credit_notes)"),
        ("M06 paid by allocations and credit", "SELECT count(*) FROM invoices WHERE state = 'paid' AND amount_paid_minor_units + credit_applied_minor_units <> total_minor_units"),
        ("O03 one per period", "SELECT count(*) FROM (SELECT 1 FROM renewals WHERE state <> 'cancelled' GROUP BY service_id, period_start HAVING count(*) > 1) d"),
        ("O04 paid until the last paid period's end", "SELECT count(*) FROM subscriptions s JOIN LATERAL (SELECT max(period_end) AS paid FROM renewals r WHERE r.subscription_id = s.id AND r.state = 'paid') r ON true WHERE r.paid IS NOT NULL AND r.paid <> s.period_end"),
        ("O04 periods follow each other", "SELECT count(*) FROM (SELECT period_start, lag(period_end) OVER (PARTITION BY service_id ORDER BY period_start) AS before FROM renewals WHERE state = 'paid') p WHERE before <> period_start"),
        ("open renewals and their marks", "SELECT count(*) FROM subscriptions s WHERE renewal_open <> EXISTS (SELECT 1 FROM renewals r WHERE r.subscription_id = s.id AND r.state = 'open')"),
        ("open renewals ask for something", "SELECT count(*) FROM renewals r JOIN invoices i ON i.id = r.invoice_id WHERE r.state = 'open' AND i.state NOT IN ('open', 'partially_paid', 'overdue')"),
        ("O05 suspended for its own unpaid invoice", "SELECT count(*) FROM subscriptions s WHERE state = 'suspended' AND NOT EXISTS (SELECT 1 FROM renewals r JOIN invoices i ON i.id = r.invoice_id WHERE r.subscription_id = s.id AND r.state = 'open' AND i.state = 'overdue')"),
        ("nothing is held", "SELECT count(*) FROM subscriptions WHERE held_for IS NOT NULL"),
    ];

    private readonly Random _random = new(20_270_131);

    [Fact]
    public async Task A_year_ends_with_books_that_balance_and_every_period_billed_once()
    {
        var products = new[] { await NewPlanAsync(1_200), await NewPlanAsync(2_400), await NewPlanAsync(4_800) };
        var people = new List<(Actor.Customer Customer, Guid Service)>();
        for (var i = 0; i < 8; i++)
        {
            var customer = await world.NewCustomerAsync(i % 2 == 0 ? "DE" : null);
            people.Add((customer, await world.SubscribeAsync(customer.CustomerId, product: products[0])));
        }

        var first = await world.DueAsync(people[0].Service);
        for (var day = -7; day <= 365; day += 2)
        {
            await GoToAsync(first.AddDays(day));
            await world.RunDayAsync();
            foreach (var (customer, service) in people)
                await LiveAsync(customer, service, products);
        }

        await BooksHoldAsync();
        (await world.ScalarAsync("SELECT count(*) FROM renewals WHERE state = 'paid'")).ShouldBeOfType<long>().ShouldBeGreaterThan(40);
    }

    private Task<string> NewPlanAsync(long price) => world.NewProductAsync(price: price, type: ProductType.Hosting);

    private async Task GoToAsync(DateOnly day)
    {
        var noon = new DateTimeOffset(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
        world.Time.Shift += noon - world.Time.GetUtcNow();
        (await world.TodayAsync()).ShouldBe(day);
    }

    /// <summary>Pays sooner or later, changes plans, cancels and comes back; now and then both at once.</summary>
    private async Task LiveAsync(Actor.Customer customer, Guid service, string[] products)
    {
        var now = (await world.SendAsync(new GetSubscription(service), customer)).Value;
        if (now.State == "ended")
            return;
        switch (_random.Next(20))
        {
            case < 5 when now.OpenInvoice is { } open:
                await world.SettleAsync(open.Id);
                break;
            case 5 or 6:
                var ordered = await world.SendAsync(new UpgradeService(service, products[_random.Next(products.Length)]), customer);
                if (ordered is { IsSuccess: true, Value.InvoiceId: { } due } && _random.Next(2) == 0)
                    await world.SettleAsync(due);
                break;
            case 7:
                await world.SendAsync(new WithdrawPlanChange(service), customer);
                break;
            case 8 when _random.Next(6) == 0:
                await world.SendAsync(new CancelService(service, CancelWhen.PeriodEnd), customer);
                break;
            case 9:
                await world.SendAsync(new ReactivateService(service), customer);
                break;
        }
    }

    private async Task BooksHoldAsync()
    {
        foreach (var (rule, sql) in Rules)
            (await world.ScalarAsync(sql)).ShouldBe(0L, rule);
    }
}
