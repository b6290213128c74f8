using System.Globalization;
using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Inbox;
using EzSolutions.Application.Billing.Reconciliation;
using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing.Reconciliation;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Integration.Tests.Billing.Subscriptions;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Billing;

/// <summary>What does not agree is found once, fixed once, and an all-clear is recorded. A world of its own: findings of other tests would be found too.</summary>
public sealed class ReconciliationTests : IAsyncLifetime
{
    private static readonly Actor.Staff Bo = new(Guid.CreateVersion7(), "Bo", new HashSet<StaffRole> { StaffRole.Billing });

    private readonly BillingWorld _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Every_kind_of_disagreement_is_found_and_its_fix_ends_in_an_all_clear()
    {
        // Taken by Stripe, and the event never came.
        await _world.SwitchWebhooksAsync(false);
        var customer = await _world.NewCustomerAsync();
        var lost = await _world.PlaceAsync(customer);
        await _world.PayAsync(await _world.OpenAsync(await _world.LinkAsync(lost.InvoiceId!.Value, customer)));

        // A wallet and a number somebody tampered with behind the program's back, and an event that fits nothing.
        await _world.ScalarAsync(
            $"SELECT set_config('ez.wallet_posting', 'on', false); INSERT INTO wallets VALUES ('{customer.CustomerId}', 'EUR', 500); SELECT set_config('ez.wallet_posting', '', false)");
        await _world.ScalarAsync("UPDATE number_series SET last = last + 1 WHERE series = 'INV'");
        await _world.ScalarAsync(
            $"INSERT INTO inbox_events (id, provider, event_id, type, payload, state, received_at, attempts) VALUES ('{Guid.CreateVersion7()}', 'stripe', 'evt_left', 'customer.created', '{{\"data\":{{\"object\":{{\"id\":\"x\",\"email\":\"a@b.example\"}}}}}}', 'unmatched', now(), 0)");
        _world.Time.Shift = TimeSpan.FromHours(1);

        (await RunAsync()).State.ShouldBe("findings");
        var found = (await _world.SendAsync(new ListFindings(new PageRequest(100), FindingState.Open), Bo)).Value.Items;
        found.Select(f => f.Kind).Order(StringComparer.Ordinal).ShouldBe(["captured_unbooked", "inbox_leftover", "number_gap", "wallet_mismatch"]);
        (await RunAsync()).OpenFindings.ShouldBe(4);

        foreach (var finding in found)
        {
            var first = (await _world.SendAsync(new FixFinding(finding.Id), Bo)).Value;
            first.State.ShouldBe("fixed");
            (await _world.SendAsync(new FixFinding(finding.Id), Bo)).Value.Outcome.ShouldBe(first.Outcome);
        }

        await _world.EventuallyAsync("SELECT count(*) FROM inbox_events WHERE state IN ('received', 'unmatched')", 0L);
        (await _world.ScalarAsync($"SELECT state FROM invoices WHERE id = '{lost.InvoiceId}'")).ShouldBe("paid");
        (await RunAsync()).State.ShouldBe("all_clear");
        (await _world.SendAsync(new ListReconciliationRuns(new PageRequest(100)), Bo)).Value.Items[0].State.ShouldBe("all_clear");
        (await _world.SendAsync(new StartReconciliation(), customer)).Error!.Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task A_gateway_that_is_away_makes_the_run_incomplete_and_says_so()
    {
        await _world.FaultAsync(new { target = "stripe", kind = "error", status = 503, match = "GET /stripe/v1/payment_intents" });
        var run = await RunAsync();
        run.State.ShouldBe("incomplete");
        run.Note!.ShouldContain("stripe");
    }

    [Fact]
    public async Task Events_are_shown_masked_and_replaying_all_of_them_does_nothing_twice()
    {
        var customer = await _world.NewCustomerAsync();
        var placed = await _world.PlaceAsync(customer);
        await _world.PayAsync(await _world.OpenAsync(await _world.LinkAsync(placed.InvoiceId!.Value, customer)));
        await _world.EventuallyAsync($"SELECT state FROM invoices WHERE id = '{placed.InvoiceId}'", "paid");
        await _world.EventuallyAsync("SELECT count(*) FROM inbox_events WHERE state = 'received'", 0L);

        var events = (await _world.SendAsync(new ListInboxEvents(new PageRequest(100)), Bo)).Value.Items;
        var shown = (await _world.SendAsync(new InspectInboxEvent(events.First(e => e.Type == "payment_intent.succeeded").Id), Bo)).Value;
        shown.Payload!.ShouldContain("\"client_secret\": \"***\"");
        shown.Payload!.ShouldContain(placed.InvoiceNumber!);

        var now = _world.Time.GetUtcNow();
        var replayed = (await _world.SendAsync(new ReplayInboxEvents(now.AddHours(-1), now.AddHours(1)), Bo)).Value;
        replayed.Count.ShouldBe(events.Count);
        await _world.EventuallyAsync("SELECT count(*) FROM inbox_events WHERE state = 'received'", 0L);
        (await _world.ScalarAsync("SELECT count(*) FROM payment_effects WHERE effect = 'capture'")).ShouldBe(1L);
        (await _world.ScalarAsync("SELECT count(*) FROM inbox_events WHERE state = 'unmatched'")).ShouldBe(0L);
        (await _world.SendAsync(new ReplayInboxEvents(now, now.AddHours(-1)), Bo)).Error!.Code.ShouldBe("validation_failed");
    }

    [Theory]
    [InlineData("UPDATE orders SET state = 'paid', service_id = NULL WHERE id = '{0}'")]
    [InlineData("UPDATE orders SET state = 'pending', paid_at = NULL, service_id = NULL WHERE id = '{0}'")]
    public async Task Paid_and_never_started_is_delivered_once(string forgotten)
    {
        var customer = await _world.NewCustomerAsync();
        var order = await _world.PlaceAsync(customer, await _world.NewProductAsync(type: ProductType.Hosting));
        await _world.SettleAsync(order.InvoiceId!.Value);
        var services = $"SELECT count(*) FROM services WHERE order_id = '{order.OrderId}'";
        await _world.EventuallyAsync(services, 1L);
        await _world.ScalarAsync($"DELETE FROM services WHERE order_id = '{order.OrderId}'");
        await _world.ScalarAsync(string.Format(CultureInfo.InvariantCulture, forgotten, order.OrderId));
        _world.Time.Shift = TimeSpan.FromHours(1);

        var finding = await OnlyFindingAsync("paid_unprovisioned");
        finding.Detail.ShouldContain(order.OrderNumber);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _world.SendAsync(new FixFinding(finding.Id), Bo)));
        (await _world.ScalarAsync(services)).ShouldBe(1L);
        (await RunAsync()).State.ShouldBe("all_clear");
    }

    [Fact]
    public async Task Booked_and_never_captured_is_taken_out_of_the_clearing_account_once()
    {
        var customer = await _world.NewCustomerAsync();
        var placed = await _world.PlaceAsync(customer);
        await _world.OpenAsync(await _world.LinkAsync(placed.InvoiceId!.Value, customer));
        var payment = (Guid)(await _world.ScalarAsync($"SELECT id FROM payments WHERE invoice_id = '{placed.InvoiceId}'"))!;
        await _world.InScopeAsync(services => services.GetRequiredService<IUnitOfWork>().RunAsync<Done>(
            async ct =>
            {
                await services.GetRequiredService<PaymentBook>().RecordAsync("stripe", new CapturedMoney("pi_never_was", payment, placed.Total), ct);
                return Done.Value;
            },
            default));
        const string Clearing = "SELECT coalesce(sum(amount_minor_units), 0)::bigint FROM journal_postings WHERE account = 'gateway_clearing'";
        (await _world.ScalarAsync(Clearing)).ShouldBe(placed.Total.MinorUnits);
        _world.Time.Shift = TimeSpan.FromHours(1);

        var finding = await OnlyFindingAsync("booked_uncaptured");
        finding.Subject.ShouldBe("stripe:pi_never_was");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _world.SendAsync(new FixFinding(finding.Id), Bo)));
        (await _world.ScalarAsync(Clearing)).ShouldBe(0L);
        (await _world.ScalarAsync("SELECT coalesce(sum(amount_minor_units), 0)::bigint FROM journal_postings")).ShouldBe(0L);
        (await RunAsync()).OpenFindings.ShouldBe(0);
    }

    [Fact]
    public async Task The_books_are_compared_once_a_day_by_themselves()
    {
        // The clustered store starts the first run; asked for again the same day, nothing is started.
        await _world.EventuallyAsync("SELECT count(*) FROM reconciliation_runs WHERE state = 'all_clear'", 1L);
        (await _world.SendAsync(new RunReconciliation(), new Actor.System("test"))).Error.ShouldBeNull();
        (await _world.ScalarAsync("SELECT count(*) FROM reconciliation_runs")).ShouldBe(1L);
        _world.Time.Shift = TimeSpan.FromHours(24);
        (await _world.SendAsync(new RunReconciliation(), new Actor.System("test"))).Error.ShouldBeNull();
        await _world.EventuallyAsync("SELECT count(*) FROM reconciliation_runs WHERE state = 'all_clear'", 2L);
    }

    private async Task<FindingView> OnlyFindingAsync(string kind)
    {
        (await RunAsync()).State.ShouldBe("findings");
        var found = (await _world.SendAsync(new ListFindings(new PageRequest(100), FindingState.Open), Bo)).Value.Items.ShouldHaveSingleItem();
        found.Kind.ShouldBe(kind);
        return found;
    }

    private async Task<ReconciliationRunView> RunAsync()
    {
        // The day's own run would be answered instead, and it may have looked before.
        await _world.EventuallyAsync("SELECT count(*) FROM reconciliation_runs WHERE state = 'running'", 0L);
        var started = (await _world.SendAsync(new StartReconciliation(), Bo)).Value;
        await _world.EventuallyAsync($"SELECT state <> 'running' FROM reconciliation_runs WHERE id = '{started.Id}'", true);
        return (await _world.SendAsync(new ListReconciliationRuns(new PageRequest(100)), Bo)).Value.Items.Single(r => r.Id == started.Id);
    }
}
