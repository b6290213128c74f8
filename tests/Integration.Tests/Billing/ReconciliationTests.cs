using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Inbox;
using EzSolutions.Application.Billing.Reconciliation;
using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing.Reconciliation;
using EzSolutions.Domain.Common;

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

    private async Task<ReconciliationRunView> RunAsync()
    {
        var started = (await _world.SendAsync(new StartReconciliation(), Bo)).Value;
        await _world.EventuallyAsync($"SELECT state <> 'running' FROM reconciliation_runs WHERE id = '{started.Id}'", true);
        return (await _world.SendAsync(new ListReconciliationRuns(new PageRequest(100)), Bo)).Value.Items.Single(r => r.Id == started.Id);
    }
}
