using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Api;

/// <summary>The billing cycle, reconciliation and the inbox over HTTP, both sides; every change with its Idempotency-Key.</summary>
public sealed class BillingCycleTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_service_is_tried_upgraded_cancelled_and_kept_after_all()
    {
        var (bo, customer) = (await host.StaffAsync("bo"), await host.CustomerAsync());
        (await bo.PutAsync("admin/billing/terms/hosting-starter", new { trial = 14 })).ShouldBe(200).Json
            .GetProperty("effective").GetProperty("trial").GetInt32().ShouldBe(14);
        (await bo.GetAsync("admin/billing/terms")).ShouldBe(200).Text.ShouldContain("hosting-starter");
        var id = await TriedAsync(customer);
        (await customer.GetAsync($"services/{id}/subscription")).ShouldBe(200)["state"].ShouldBe("trial");
        (await customer.GetAsync("subscriptions?state=trial")).ShouldBe(200).Items.Length.ShouldBe(1);

        var quote = (await customer.PostAsync($"services/{id}/upgrade/quote", new { productCode = "hosting-business" })).ShouldBe(200);
        var upgrade = new { productCode = "hosting-business", quotedAt = quote["quotedAt"], expectedContentHash = quote["contentHash"] };
        var ordered = (await customer.PostAsync($"services/{id}/upgrade", upgrade, "up-1")).ShouldBe(200);
        (await customer.PostAsync($"services/{id}/upgrade", upgrade, "up-1")).ShouldBe(200)["planChangeId"].ShouldBe(ordered["planChangeId"]);
        ordered["state"].ShouldBe("applied");

        (await customer.PostAsync($"services/{id}/cancel", new { when = "sometime" })).ShouldBeProblem(400, "bad_request");
        (await customer.PostAsync($"services/{id}/cancel", new { when = "period_end" }, "end-1")).ShouldBe(200);
        (await customer.PostAsync($"services/{id}/cancel", new { when = "period_end" }, "end-1")).ShouldBe(200);
        (await customer.PostAsync($"services/{id}/cancel", new { when = "period_end" })).ShouldBeProblem(409, "subscription_already_cancelled");
        (await customer.PostAsync($"services/{id}/reactivate", idempotencyKey: "keep-1")).ShouldBe(200);
        (await customer.PostAsync($"services/{id}/reactivate", idempotencyKey: "keep-1")).ShouldBe(200);
        (await (await host.CustomerAsync()).PostAsync($"services/{id}/cancel", new { when = "now" })).ShouldBeProblem(404, "subscription_not_found");
        (await customer.PostAsync($"services/{id}/cancel", new { when = "now" })).ShouldBe(200)["state"].ShouldBe("ended");
        (await bo.GetAsync("admin/billing/subscriptions?state=ended")).ShouldBe(200).Text.ShouldContain(id);
        (await bo.PostAsync($"admin/billing/subscriptions/{id}/release")).ShouldBeProblem(409, "subscription_not_held");
        (await bo.DeleteAsync("admin/billing/terms/hosting-starter")).ShouldBe(204);
    }

    [Fact]
    public async Task Staff_run_the_renewals_and_announce_prices_and_nobody_else_may()
    {
        var (bo, customer) = (await host.StaffAsync("bo"), await host.AnyCustomerAsync());
        var first = (await bo.PostAsync("admin/billing/renewals/run", idempotencyKey: "run-1")).ShouldBe(200);
        (await bo.PostAsync("admin/billing/renewals/run", idempotencyKey: "run-1")).ShouldBe(200).Text.ShouldBe(first.Text);
        (await bo.PostAsync("admin/billing/price-changes", new { productCode = "vps-xl", cycle = "monthly", currency = "USD", price = 1, effectiveOn = "2099-01-01" }))
            .ShouldBeProblem(409, "price_change_affects_nobody");
        (await bo.GetAsync("admin/billing/price-changes")).ShouldBe(200).Items.ShouldBeEmpty();
        (await customer.PostAsync("admin/billing/renewals/run")).ShouldBeProblem(403, "forbidden");
        (await customer.GetAsync("admin/billing/subscriptions")).ShouldBeProblem(403, "forbidden");
    }

    [Fact]
    public async Task Credit_paid_in_twice_with_one_key_is_one_page_and_another_amount_is_refused()
    {
        var customer = await host.CustomerAsync();
        var first = (await customer.PostAsync("account/top-ups", new { amount = 2_500, currency = "USD" }, "top-1")).ShouldBe(200);

        // The page is gone by then; what was answered is answered again instead of opening another.
        await host.ScalarAsync($"UPDATE payments SET state = 'expired' WHERE id = '{first["paymentId"]}'");
        (await customer.PostAsync("account/top-ups", new { amount = 2_500, currency = "USD" }, "top-1")).ShouldBe(200).Text.ShouldBe(first.Text);
        (await customer.PostAsync("account/top-ups", new { amount = 9_900, currency = "USD" }, "top-1")).ShouldBeProblem(409, "idempotency_key_reused");
        (await customer.PostAsync("account/top-ups", new { amount = 2_500, currency = "USD" }, "top-2")).ShouldBe(200)["paymentId"].ShouldNotBe(first["paymentId"]);
        (await customer.PostAsync("account/top-ups", new { amount = 2_500, currency = "USD" }, new string('k', 201))).ShouldBeProblem(400, "idempotency_key_too_long");

        // Refused, the key is free again.
        (await customer.PostAsync("account/top-ups", new { amount = -1, currency = "USD" }, "top-3")).ShouldBeProblem(400, "validation_failed");
        (await customer.PostAsync("account/top-ups", new { amount = 300, currency = "USD" }, "top-3")).ShouldBe(200);
        var pages = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => customer.PostAsync("account/top-ups", new { amount = 700, currency = "USD" }, "top-4")));
        pages.Select(p => p.ShouldBe(200)["paymentId"]).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_charge_is_explained_to_its_owner_alone()
    {
        var (bo, customer) = (await host.StaffAsync("bo"), await host.CustomerAsync());
        var id = (await customer.GetAsync("auth/me"))["id"];
        var draft = await bo.PostAsync("admin/invoices", new { customerId = id, currency = "USD", lines = new[] { new { description = "Migration", quantity = 1, unitPrice = 4_321 } } });
        var number = (await bo.PostAsync($"admin/invoices/{draft["id"]}/finalise")).ShouldBe(200)["number"];
        foreach (var path in (string[])[$"charges?invoice={number}", "charges?amount=43.21&currency=USD", "charges"])
        {
            var charge = (await customer.GetAsync(path)).ShouldBe(200).Json[0];
            charge.GetProperty("invoice").GetProperty("number").GetString().ShouldBe(number);
            charge.GetProperty("entries").GetArrayLength().ShouldBe(1);
        }

        (await customer.GetAsync("charges?amount=43.22")).ShouldBeProblem(404, "invoice_not_found");
        (await (await host.CustomerAsync()).GetAsync($"charges?invoice={number}")).ShouldBeProblem(404, "invoice_not_found");
        (await bo.GetAsync($"charges?invoice={number}")).ShouldBe(200);
    }

    [Fact]
    public async Task The_books_are_compared_and_events_looked_at_again()
    {
        var (bo, customer) = (await host.StaffAsync("bo"), await host.AnyCustomerAsync());
        await host.ScalarAsync(
            $"INSERT INTO inbox_events (id, provider, event_id, type, payload, state, received_at, attempts) VALUES ('{Guid.CreateVersion7()}', 'stripe', 'evt_http', 'customer.created', '{{\"data\":{{\"object\":{{\"id\":\"x\",\"email\":\"a@b.example\"}}}}}}', 'unmatched', now() - interval '2 hours', 0)");
        var run = (await bo.PostAsync("admin/reconciliation/runs", idempotencyKey: "compare-1")).ShouldBe(200);
        (await bo.PostAsync("admin/reconciliation/runs", idempotencyKey: "compare-1")).ShouldBe(200)["id"].ShouldBe(run["id"]);
        var findings = await ApiHost.EventuallyAsync(() => bo.GetAsync("admin/reconciliation/findings?state=open"), f => f.Items.Length > 0, "it is found");
        var finding = findings.Items.Single(f => f.GetProperty("kind").GetString() == "inbox_leftover").GetProperty("id").GetString();
        var fix = (await bo.PostAsync($"admin/reconciliation/findings/{finding}/fix", idempotencyKey: "fix-1")).ShouldBe(200);
        (await bo.PostAsync($"admin/reconciliation/findings/{finding}/fix", idempotencyKey: "fix-1")).ShouldBe(200).Text.ShouldBe(fix.Text);
        await ApiHost.EventuallyAsync(() => bo.GetAsync("admin/reconciliation/runs"), r => r.Items[0].GetProperty("state").GetString() != "running", "it ends");

        var left = (await bo.GetAsync("staff/payment-events")).ShouldBe(200).Items.Single(e => e.GetProperty("eventId").GetString() == "evt_http");
        var id = left.GetProperty("id").GetString();
        (await bo.GetAsync($"admin/payment-events/{id}")).ShouldBe(200)["payload"]!.ShouldNotContain("a@b.example");
        (await bo.PostAsync($"admin/payment-events/{id}/replay", idempotencyKey: "replay-1")).ShouldBe(200);
        var range = new { from = host.Time.GetUtcNow().AddDays(-1), to = host.Time.GetUtcNow().AddMinutes(1), provider = "stripe" };
        (await bo.PostAsync("admin/payment-events/replay", range)).ShouldBe(200).Json.GetProperty("count").GetInt32().ShouldBeGreaterThanOrEqualTo(1);
        foreach (var path in (string[])["admin/reconciliation/runs", "admin/reconciliation/findings", "staff/payment-events", $"admin/payment-events/{id}"])
            (await customer.GetAsync(path)).ShouldBeProblem(403, "forbidden");
    }

    private async Task<string> TriedAsync(ApiClient customer)
    {
        var placed = (await customer.PostAsync("orders", new { draft = new { productCode = "hosting-starter", cycle = "monthly" } }, "try-1")).ShouldBe(201);
        placed.Json.GetProperty("total").GetProperty("minorUnits").GetInt64().ShouldBe(0);
        var service = await ApiHost.EventuallyAsync(() => customer.GetAsync("services"), s => s.Items.Length == 1, "it is being set up");
        var id = service.Items[0].GetProperty("id").GetString()!;
        (await (await host.StaffAsync("sam")).PostAsync($"services/{id}/ready")).Status.ShouldBeLessThan(300);
        return id;
    }
}
