using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Api;

/// <summary>Tax, coupons and billing details over HTTP.</summary>
public sealed class BillingStaffTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("""{"country":"DE","taxId":"de 111 111 125","currency":"eur"}""", "DE111111125")]
    [InlineData("""{"country":"in","taxId":"27AAPFU0939F1ZV"}""", "27AAPFU0939F1ZV")]
    [InlineData("""{"country":"US","region":"TX"}""", null)]
    public async Task Billing_details_are_kept_in_their_normal_form(string body, string? taxId)
    {
        var customer = await host.CustomerAsync();
        var answer = await customer.SendAsync(HttpMethod.Put, "billing-details", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        var details = answer.ShouldBe(200).Json.GetProperty("details");
        (details.TryGetProperty("taxId", out var kept) ? kept.GetString() : null).ShouldBe(taxId);
        (await customer.GetAsync("billing-details")).ShouldBe(200).Text.ShouldBe(answer.Text);
    }

    [Theory]
    [InlineData("""{"country":"DE","taxId":"DE111111126"}""", "tax_id_invalid")]
    [InlineData("""{"country":"IN","region":"Atlantis"}""", "region_unknown")]
    [InlineData("""{"country":"IN","region":"Kerala","taxId":"27AAPFU0939F1ZV"}""", "region_mismatch")]
    [InlineData("""{"country":"XX"}""", "validation_failed")]
    [InlineData("""{"taxId":"DE111111125"}""", "validation_failed")]
    [InlineData("""{"country":"DE","currency":"XYZ"}""", "validation_failed")]
    public async Task Wrong_billing_details_are_said_by_their_code(string body, string code) =>
        (await (await host.AnyCustomerAsync()).SendAsync(HttpMethod.Put, "billing-details", new StringContent(body, System.Text.Encoding.UTF8, "application/json")))
            .ShouldBeProblem(400, code);

    [Fact]
    public async Task Staff_make_a_coupon_that_a_customer_then_orders_with()
    {
        var ada = await host.StaffAsync();
        var body = new { code = "Launch-20", terms = new { kind = "percent", percent = 20, cycles = 2, maxRedemptions = 1, products = new[] { "vps-m" } } };
        (await ada.PostAsync("admin/coupons", body, "coupon-1")).ShouldBe(201)["code"].ShouldBe("LAUNCH-20");
        (await ada.PostAsync("admin/coupons", body, "coupon-1")).ShouldBe(201);
        (await ada.PostAsync("admin/coupons", body)).ShouldBeProblem(409, "coupon_code_taken");

        var customer = await host.CustomerAsync();
        (await customer.PostAsync("orders/quote", new { productCode = "vps-s", cycle = "monthly", coupon = "launch-20" })).ShouldBeProblem(409, "coupon_not_for_product");
        var draft = new { productCode = "vps-m", cycle = "monthly", coupon = "launch-20" };
        (await customer.PostAsync("orders/quote", draft)).ShouldBe(200).Json.GetProperty("total").GetProperty("minorUnits").GetInt64().ShouldBe(960);
        (await customer.PostAsync("orders", new { draft })).ShouldBe(201);
        (await ada.GetAsync("admin/coupons/launch-20")).ShouldBe(200)["redeemed"].ShouldBe("1");
        (await ada.GetAsync("admin/coupons/launch-20/redemptions")).ShouldBe(200).Items.Length.ShouldBe(1);
        (await customer.PostAsync("orders", new { draft })).ShouldBeProblem(409, "coupon_used_up");
        (await ada.PutAsync("admin/coupons/launch-20", new { kind = "percent", percent = 30, maxRedemptions = 5 })).ShouldBe(200);
        (await ada.PostAsync("admin/coupons/launch-20/end")).ShouldBe(200);
        (await customer.PostAsync("orders/quote", draft)).ShouldBeProblem(409, "coupon_expired");
        (await customer.GetAsync("admin/coupons")).ShouldBeProblem(403, "forbidden");
        (await host.Visitor().GetAsync("admin/coupons")).ShouldBeProblem(401, "sign_in_required");
    }

    [Fact]
    public async Task Staff_keep_the_tax_table_and_read_the_report()
    {
        var ada = await host.StaffAsync();
        (await ada.GetAsync("admin/tax-rules?country=DE")).ShouldBe(200).Json[0].GetProperty("label").GetString().ShouldBe("VAT 19%");
        var made = (await ada.PostAsync("admin/tax-rules", new
        {
            label = "GST and QST",
            ratePercent = 0,
            country = "CA",
            region = "qc",
            components = new[] { new { label = "GST 5%", ratePercent = 5m }, new { label = "QST 9.975%", ratePercent = 9.975m } },
        })).ShouldBe(201);
        made["ratePercent"].ShouldBe("14.975");
        (await ada.PostAsync($"admin/tax-rules/{made["id"]}/end", new { })).ShouldBe(200);
        (await ada.GetAsync("admin/seller-profile")).ShouldBe(200)["name"].ShouldBe("EZ Solutions Demo GmbH");
        (await ada.GetAsync("admin/reports/tax?from=2020-01-01&to=2099-12-31")).ShouldBe(200).Json.GetProperty("rows").GetArrayLength().ShouldBeGreaterThanOrEqualTo(0);
        (await ada.GetAsync("admin/reports/tax?from=2026-02-01&to=2026-01-01")).ShouldBeProblem(400, "validation_failed");
        (await (await host.AnyCustomerAsync()).GetAsync("admin/reports/tax?from=2026-01-01&to=2026-02-01")).ShouldBeProblem(403, "forbidden");
        (await ada.PutAsync("staff/products/vps-l/tax", new { taxClass = "standard", commodityCode = "998315" })).ShouldBe(200)["commodityCode"].ShouldBe("998315");
        (await ada.PutAsync("staff/products/vps-l/tax", new { taxClass = "Standard!", commodityCode = "x" })).ShouldBeProblem(400, "validation_failed");
    }
}
