using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Api;

/// <summary>Ledger, wallet, invoices and their documents over HTTP, both sides.</summary>
public sealed class LedgerApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Staff_write_an_invoice_credit_it_and_the_customer_reads_all_of_it()
    {
        var (bo, maria) = (await host.StaffAsync("bo"), await host.CustomerAsync(name: "Maria मारिया 李"));
        var id = (await maria.GetAsync("auth/me"))["id"];
        var draft = (await bo.PostAsync("admin/invoices", new { customerId = id, currency = "USD", lines = new[] { new { description = "Migration", quantity = 2, unitPrice = 2_500 } } }))
            .ShouldBe(201);
        (await maria.GetAsync($"invoices/{draft["id"]}")).ShouldBeProblem(404, "invoice_not_found");
        var invoice = (await bo.PostAsync($"admin/invoices/{draft["id"]}/finalise?dueInDays=7")).ShouldBe(200);
        (await maria.GetAsync($"invoices/{invoice["number"]}")).ShouldBe(200)["state"].ShouldBe("open");

        var note = (await bo.PostAsync($"admin/invoices/{invoice["id"]}/credit-notes", new { reason = "Half was enough", lines = new[] { new { position = 1, amount = 2_500 } } }))
            .ShouldBe(201);
        note.Headers.Location!.OriginalString.ShouldBe($"/api/v1/credit-notes/{note["number"]}");
        (await maria.GetAsync($"credit-notes/{note["number"]}")).ShouldBe(200)["invoiceNumber"].ShouldBe(invoice["number"]);
        (await maria.GetAsync("account/statement")).ShouldBe(200).Json.GetProperty("lines").GetArrayLength().ShouldBe(2);
        (await maria.GetAsync("account/balance")).ShouldBe(200).Text.ShouldContain("\"owed\"");
        (await bo.GetAsync($"admin/ledger/customers/{id}/balance")).ShouldBe(200).Text.ShouldBe((await maria.GetAsync("account/balance")).Text);
    }

    [Fact]
    public async Task Trial_balance_is_zero_and_for_billing_staff_alone()
    {
        var bo = await host.StaffAsync("bo");
        var customer = await host.CustomerAsync();
        var id = (await customer.GetAsync("auth/me"))["id"];
        (await bo.PostAsync($"admin/customers/{id}/wallet-adjustments", new { amount = 700, currency = "USD", reason = "Sorry" })).ShouldBe(200);
        var balance = (await bo.GetAsync("admin/ledger/trial-balance")).ShouldBe(200).Json;
        balance.GetProperty("currencies").EnumerateArray().ShouldAllBe(c => c.GetProperty("difference").GetProperty("minorUnits").GetInt64() == 0);
        balance.GetProperty("currencies").GetArrayLength().ShouldBeGreaterThan(0);
        (await bo.GetAsync("admin/ledger/entries?account=wallet&limit=1")).ShouldBe(200).Items.Length.ShouldBe(1);
        foreach (var other in new[] { customer, await host.StaffAsync("sam") })
            (await other.GetAsync("admin/ledger/trial-balance")).ShouldBeProblem(403, "forbidden");
        (await host.Visitor().GetAsync("admin/ledger/trial-balance")).ShouldBeProblem(401, "sign_in_required");
    }

    [Fact]
    public async Task Same_adjustment_with_one_key_is_made_once()
    {
        var (bo, customer) = (await host.StaffAsync("bo"), await host.CustomerAsync());
        var path = $"admin/customers/{(await customer.GetAsync("auth/me"))["id"]}/wallet-adjustments";
        var body = new { amount = 500, currency = "EUR", reason = "Goodwill" };
        var first = (await bo.PostAsync(path, body, "adjust-1")).ShouldBe(200);
        (await bo.PostAsync(path, body, "adjust-1")).ShouldBe(200).Text.ShouldBe(first.Text);
        (await customer.GetAsync("account/balance")).Json[0].GetProperty("credit").GetProperty("minorUnits").GetInt64().ShouldBe(500);
        (await bo.PostAsync(path, new { amount = -501, currency = "EUR", reason = "Back" })).ShouldBeProblem(409, "wallet_insufficient");
        (await bo.PostAsync(path, new { amount = 0, currency = "EUR", reason = "" })).ShouldBeProblem(400, "validation_failed");
    }

    [Theory]
    [InlineData("""{"minorUnits":10.5,"currency":"USD"}""", "bad_request")] // another scale than the currency has
    [InlineData("""{"minorUnits":10}""", "bad_request")]
    [InlineData("""{"currency":"USD"}""", "bad_request")]
    [InlineData("""{"minorUnits":10,"currency":"XXX"}""", "bad_request")]
    [InlineData("""{"minorUnits":99999999999999999999,"currency":"USD"}""", "bad_request")]
    [InlineData("""{"minorUnits":9223372036854775807,"currency":"USD"}""", "validation_failed")]
    [InlineData("""{"minorUnits":0,"currency":"USD"}""", "validation_failed")]
    [InlineData("""{"minorUnits":-5,"currency":"USD"}""", "validation_failed")]
    public async Task Amounts_that_cannot_be_are_refused_wherever_money_is_named(string amount, string code)
    {
        var bo = await host.StaffAsync("bo");
        (await bo.SendAsync(HttpMethod.Post, "admin/bank-transfers", Json($$"""{"invoice":"INV-2026-000001","amount":{{amount}},"reference":"R","receivedOn":"2026-01-02"}""")))
            .ShouldBeProblem(400, code);
        (await bo.SendAsync(HttpMethod.Post, "admin/coupons", Json($$"""{"code":"ODD-{{Guid.CreateVersion7().ToString("N")[^8..]}}","terms":{"kind":"fixed","amounts":[{{amount}}]} }""")))
            .ShouldBeProblem(400, code);
    }

    [Fact]
    public async Task An_invoice_beyond_all_bounds_is_refused_and_not_an_accident()
    {
        var (bo, customer) = (await host.StaffAsync("bo"), await host.AnyCustomerAsync());
        var id = (await customer.GetAsync("auth/me"))["id"];
        var lines = Enumerable.Range(0, 200).Select(i => new { description = $"Line {i}", quantity = 100_000, unitPrice = 1_000_000_000_000 });
        (await bo.PostAsync("admin/invoices", new { customerId = id, currency = "USD", lines })).ShouldBeProblem(400, "validation_failed");
    }

    [Fact]
    public async Task Lines_of_an_invoice_say_each_tax_and_its_reason()
    {
        var (bo, customer) = (await host.StaffAsync("bo"), await host.CustomerAsync());
        await customer.SendAsync(HttpMethod.Put, "billing-details", Json("""{"country":"DE"}"""));
        var id = (await customer.GetAsync("auth/me"))["id"];
        var draft = await bo.PostAsync("admin/invoices", new { customerId = id, currency = "EUR", lines = new[] { new { description = "Work", quantity = 1, unitPrice = 1_000, commodityCode = "998315" } } });
        var line = (await bo.PostAsync($"admin/invoices/{draft["id"]}/finalise")).ShouldBe(200).Json.GetProperty("lines")[0];
        line.GetProperty("taxLabel").GetString().ShouldBe("VAT 19%");
        line.GetProperty("taxKind").GetString().ShouldBe("taxed");
        line.GetProperty("commodityCode").GetString().ShouldBe("998315");
        line.GetProperty("taxes")[0].GetProperty("amount").GetProperty("minorUnits").GetInt64().ShouldBe(190);
    }

    [Fact]
    public async Task Exports_are_tables_that_agree_with_the_books_and_run_no_formulas()
    {
        var (bo, maria) = (await host.StaffAsync("bo"), await host.CustomerAsync(name: "=1+1, \"Maria\""));
        var id = (await maria.GetAsync("auth/me"))["id"];
        var draft = await bo.PostAsync("admin/invoices", new { customerId = id, currency = "BHD", lines = new[] { new { description = "Work", quantity = 1, unitPrice = 1_234 } } });
        var number = (await bo.PostAsync($"admin/invoices/{draft["id"]}/finalise")).ShouldBe(200)["number"]!;
        await bo.PostAsync($"admin/invoices/{draft["id"]}/credit-notes", new { reason = "Back" });

        var invoices = await bo.GetAsync("admin/exports/invoices");
        invoices.ShouldBe(200).ContentType.ShouldBe("text/csv");
        var row = invoices.Text.Split("\r\n").Single(l => l.StartsWith(number, StringComparison.Ordinal));
        row.ShouldContain("\"'=1+1, \"\"Maria\"\"\"");
        row.ShouldContain(",BHD,1.234,0.000,1.234,0.000,1.234,0.000");
        (await bo.GetAsync("admin/exports/tax")).ShouldBe(200).Text.Split("\r\n").Count(l => l.Contains(",BHD,-1.234,", StringComparison.Ordinal)).ShouldBe(1);
        (await bo.GetAsync("admin/exports/ledger")).ShouldBe(200).Text.ShouldContain("credit_note_issued");
        (await bo.GetAsync("admin/exports/payments")).ShouldBe(200).Text.ShouldStartWith("booked_at,provider,payment_id");
        (await bo.GetAsync("admin/exports/gossip")).ShouldBeProblem(400, "bad_request");
        (await bo.GetAsync("admin/exports/ledger?from=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z")).ShouldBeProblem(400, "validation_failed");
        (await maria.GetAsync("admin/exports/ledger")).ShouldBeProblem(403, "forbidden");
    }

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");
}
