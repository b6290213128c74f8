using System.Text.Json;
using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Api;

/// <summary>Catalogue, quotes and orders over HTTP.</summary>
public sealed class ShopTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly object VpsS = new { draft = new { productCode = "vps-s", cycle = "monthly" } };

    [Fact]
    public async Task Anybody_browses_products_and_filters_them_by_their_word()
    {
        var visitor = host.Visitor();
        var all = (await visitor.GetAsync("catalog/products")).ShouldBe(200).Json.EnumerateArray().Select(p => p.GetProperty("code").GetString()).ToList();
        all.ShouldContain("vps-s");
        all.ShouldContain("hosting-pro");
        var vps = (await visitor.GetAsync("catalog/products?type=vps")).ShouldBe(200).Json.EnumerateArray().ToList();
        vps.ShouldAllBe(p => p.GetProperty("type").GetString() == "vps");
        (await visitor.GetAsync("catalog/products/vps-s")).ShouldBe(200)["name"].ShouldBe("VPS S");
        (await visitor.GetAsync("catalog/products/no-such")).ShouldBeProblem(404, "product_not_found");
        (await visitor.GetAsync("catalog/products?type=boat")).ShouldBeProblem(400, "bad_request");
    }

    [Fact]
    public async Task Quote_is_the_price_an_order_then_costs()
    {
        var draft = new { productCode = "vps-s", cycle = "monthly", currency = "USD" };
        var quote = (await host.Visitor().PostAsync("orders/quote", draft)).ShouldBe(200);
        quote.Json.GetProperty("total").GetProperty("minorUnits").GetInt64().ShouldBe(600);
        var customer = await host.CustomerAsync();
        var placed = (await customer.PostAsync("orders", new { draft, expectedContentHash = quote["contentHash"] })).ShouldBe(201);
        placed.Headers.Location!.OriginalString.ShouldBe($"/api/v1/orders/{placed["orderId"]}");
        placed.Json.GetProperty("total").GetProperty("minorUnits").GetInt64().ShouldBe(600);
        (await customer.PostAsync("orders", new { draft, expectedContentHash = "another" })).ShouldBeProblem(409, "quote_changed");
    }

    [Theory]
    [InlineData("""{"productCode":"no-such","cycle":"monthly"}""", 404, "product_not_found")]
    [InlineData("""{"productCode":"","cycle":"monthly"}""", 400, "validation_failed")]
    [InlineData("""{"productCode":"vps-s","cycle":"monthly","currency":"XXX"}""", 400, "validation_failed")]
    [InlineData("""{"productCode":"vps-s","cycle":"monthly","hostname":"-bad-"}""", 400, "hostname_invalid")]
    [InlineData("""{"productCode":"vps-s","cycle":"monthly","operatingSystem":"dos"}""", 400, "operating_system_not_offered")]
    [InlineData("""{"productCode":"vps-s","cycle":"monthly","region":"moon"}""", 400, "region_not_offered")]
    [InlineData("""{"productCode":"vps-s","cycle":"monthly","sshKey":"hello"}""", 400, "ssh_key_invalid")]
    [InlineData("""{"productCode":"vps-s","cycle":"fortnightly"}""", 400, "bad_request")]
    [InlineData("""{"cycle":"monthly"}""", 400, "bad_request")]
    [InlineData("""{"productCode":null,"cycle":"monthly"}""", 400, "bad_request")]
    [InlineData("""{"productCode":"vps\u0000s","cycle":"monthly"}""", 400, "bad_request")]
    public async Task What_cannot_be_ordered_is_said_by_its_code(string draft, int status, string code) =>
        (await host.Visitor().PostRawAsync("orders/quote", draft)).ShouldBeProblem(status, code);

    [Fact]
    public async Task Same_key_and_body_get_the_same_answer_and_one_order()
    {
        var customer = await host.CustomerAsync();
        var first = (await customer.PostAsync("orders", VpsS, "key-1")).ShouldBe(201);
        var again = (await customer.PostAsync("orders", VpsS, "key-1")).ShouldBe(201);
        again.Text.ShouldBe(first.Text);
        (await customer.GetAsync("orders")).Items.Length.ShouldBe(1);
        (await customer.PostAsync("orders", new { draft = new { productCode = "vps-m", cycle = "monthly" } }, "key-1"))
            .ShouldBeProblem(409, "idempotency_key_reused");
        (await customer.PostAsync("orders", VpsS, "key-2")).ShouldBe(201)["orderId"].ShouldNotBe(first["orderId"]);
    }

    [Fact]
    public async Task Sixteen_at_once_with_one_key_make_one_order()
    {
        var customer = await host.CustomerAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => customer.PostAsync("orders", VpsS, "key"))));
        answers.ShouldAllBe(a => a.Status == 201);
        answers.Select(a => a["orderId"]).Distinct().ShouldHaveSingleItem();
        (await customer.GetAsync("orders")).Items.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Key_of_one_customer_is_not_anothers()
    {
        var (maria, eve) = (await host.CustomerAsync(), await host.CustomerAsync());
        var mine = (await maria.PostAsync("orders", VpsS, "shared-key")).ShouldBe(201);
        (await eve.PostAsync("orders", VpsS, "shared-key")).ShouldBe(201)["orderId"].ShouldNotBe(mine["orderId"]);
    }

    [Fact]
    public async Task Key_of_a_refused_order_may_be_used_again()
    {
        var customer = await host.CustomerAsync();
        (await customer.PostAsync("orders", new { draft = new { productCode = "no-such", cycle = "monthly" } }, "key")).ShouldBeProblem(404, "product_not_found");
        (await customer.PostAsync("orders", VpsS, "key")).ShouldBe(201);
    }

    [Fact]
    public async Task Orders_come_in_pages_without_gaps_or_repeats()
    {
        var customer = await host.CustomerAsync();
        for (var i = 0; i < 5; i++)
            (await customer.PostAsync("orders", VpsS)).ShouldBe(201);
        var first = (await customer.GetAsync("orders?limit=2")).ShouldBe(200);
        var second = (await customer.GetAsync($"orders?limit=2&after={first.Next}")).ShouldBe(200);
        var last = (await customer.GetAsync($"orders?limit=2&after={second.Next}")).ShouldBe(200);
        last.Next.ShouldBeNull();
        string?[] numbers = [.. new[] { first, second, last }.SelectMany(p => p.Items).Select(o => o.GetProperty("number").GetString())];
        numbers.Distinct().Count().ShouldBe(5);
        numbers.ShouldBe(numbers.OrderByDescending(n => n, StringComparer.Ordinal));
        (await customer.GetAsync("orders?after=made-up")).ShouldBe(200).Items.ShouldBeEmpty();
        (await customer.GetAsync("orders?limit=0")).ShouldBe(200).Items.Length.ShouldBe(1);
        (await customer.GetAsync("orders?limit=-5")).ShouldBe(200).Items.Length.ShouldBe(1);
        (await customer.GetAsync("orders?limit=many")).ShouldBeProblem(400, "bad_request");
    }

    [Fact]
    public async Task Somebody_elses_order_and_invoice_are_the_same_as_none()
    {
        var (maria, eve) = (await host.CustomerAsync(), await host.CustomerAsync());
        var order = (await maria.PostAsync("orders", VpsS)).ShouldBe(201);
        var absent = Guid.CreateVersion7().ToString();
        foreach (var (path, id, missing) in new[]
        {
            ("orders/{0}", order["orderId"], absent), ("orders/{0}", order["orderNumber"], "ORD-1999-000001"),
            ("invoices/{0}", order["invoiceId"], absent), ("invoices/{0}", order["invoiceNumber"], "INV-1999-000001"),
        })
            Same(await eve.GetAsync(string.Format(null, path, id)), await eve.GetAsync(string.Format(null, path, missing)));
        Same(await eve.PostAsync($"orders/{order["orderId"]}/cancel"), await eve.PostAsync($"orders/{absent}/cancel"));
        Same(await eve.PostAsync($"invoices/{order["invoiceId"]}/payments"), await eve.PostAsync($"invoices/{absent}/payments"));
        (await eve.GetAsync($"orders?customerId={(await maria.GetAsync("auth/me"))["id"]}")).Items.ShouldBeEmpty();
        (await maria.GetAsync($"orders/{order["orderNumber"]}")).ShouldBe(200)["id"].ShouldBe(order["orderId"]);
        (await maria.PostAsync($"orders/{order["orderId"]}/cancel")).ShouldBe(200)["state"].ShouldBe("cancelled");
        (await maria.PostAsync($"orders/{order["orderId"]}/cancel")).ShouldBeProblem(409, "order_already_cancelled");
    }

    [Fact]
    public async Task Staff_change_the_catalogue_and_customers_see_it()
    {
        var (ada, code) = (await host.StaffAsync(), "test-plan");
        var details = new { name = "Test <b>plan</b>", description = "For tests", specs = new { ramGb = 2, vcpu = 1, diskGb = 20 }, operatingSystems = new[] { "debian-12" } };
        (await ada.PostAsync("staff/products", new { code, type = "vps", details, stock = 1 })).ShouldBe(201);
        (await ada.PostAsync("staff/products", new { code, type = "vps", details })).ShouldBeProblem(409, "product_code_taken");
        (await ada.PutAsync($"staff/products/{code}/prices/monthly/USD", new { price = 900 })).ShouldBe(200);
        (await ada.PutAsync($"staff/products/{code}/prices/annual/USD", new { price = -1 })).Status.ShouldBe(400);
        (await ada.PutAsync($"staff/products/{code}/prices/monthly/XXX", new { price = 1 })).Status.ShouldBe(400);
        (await host.Visitor().GetAsync($"catalog/products/{code}")).ShouldBe(200)["name"].ShouldBe("Test <b>plan</b>");
        var draft = new { draft = new { productCode = code, cycle = "monthly" } };
        var customer = await host.AnyCustomerAsync();
        (await customer.PostAsync("orders", draft)).ShouldBe(201);
        (await customer.PostAsync("orders", draft)).ShouldBeProblem(409, "out_of_stock");
        (await ada.PutAsync($"staff/products/{code}/stock", new { stock = (int?)null })).ShouldBe(200);
        (await ada.PutAsync($"staff/products/{code}", new { name = "Renamed", description = "", specs = new { ramGb = 2 } })).ShouldBe(200);
        (await ada.PostAsync($"staff/products/{code}/withdraw")).ShouldBe(200);
        (await customer.PostAsync("orders", draft)).ShouldBeProblem(409, "product_withdrawn");
        (await ada.PostAsync($"staff/products/{code}/put-on-sale")).ShouldBe(200);
        (await ada.DeleteAsync($"staff/products/{code}/prices/monthly/USD")).ShouldBe(200);
        (await customer.PostAsync("orders", draft)).ShouldBeProblem(409, "price_missing");
        (await ada.GetAsync("staff/products")).ShouldBe(200).Text.ShouldContain("Renamed");
    }

    private static void Same(Answer elses, Answer absent)
    {
        elses.Status.ShouldBe(404, elses.Text);
        elses.ShouldBeProblem(404, absent["code"]!)["detail"].ShouldBe(absent["detail"]);
    }
}
