using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Accounts;

/// <summary>Who may do what, at the door: visitors, customers and the staff's roles.</summary>
public sealed class AccessTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly string Absent = Guid.CreateVersion7().ToString();

    public static readonly TheoryData<string, string> StaffOnly = new()
    {
        { "GET", "staff/products" }, { "POST", "staff/products/vps-s/withdraw" }, { "GET", "staff/payment-events" }, { "GET", "staff/payment-events/unmatched" },
        { "POST", $"staff/payment-events/{Absent}/reprocess" }, { "GET", "staff/tickets" }, { "POST", "staff/tickets/TCK-1/reopen" },
        { "GET", "provisioning/jobs" }, { "GET", $"provisioning/jobs/{Absent}" }, { "POST", $"provisioning/jobs/{Absent}/retry" },
        { "GET", "provisioning/findings" }, { "POST", $"provisioning/findings/{Absent}/resolve" }, { "POST", "provisioning/reconcile" },
        { "POST", $"services/{Absent}/ready" }, { "GET", "console/conversations" }, { "GET", "console/conversations/counts" },
        { "GET", $"console/conversations/{Absent}" }, { "GET", $"console/conversations/{Absent}/entries" }, { "GET", $"console/conversations/{Absent}/turns" },
        { "POST", $"console/conversations/{Absent}/take-over" }, { "GET", "console/staff" },
    };

    public static readonly TheoryData<string, string> SignedInOnly = new()
    {
        { "GET", "orders" }, { "GET", "orders/ORD-2026-000001" }, { "POST", "orders/ORD-2026-000001/cancel" }, { "GET", "invoices" }, { "GET", "invoices/INV-1" },
        { "POST", $"invoices/{Absent}/payments" }, { "GET", "services" }, { "GET", $"services/{Absent}" }, { "GET", "tickets" }, { "GET", "tickets/TCK-1" },
        { "POST", "tickets/TCK-1/close" }, { "GET", "auth/me" },
    };

    [Theory]
    [MemberData(nameof(StaffOnly))]
    public async Task Staffs_endpoint_is_closed_to_visitors_and_customers(string method, string path)
    {
        (await host.Visitor().SendAsync(new HttpMethod(method), path)).ShouldBeProblem(401, "sign_in_required");
        (await (await host.AnyCustomerAsync()).SendAsync(new HttpMethod(method), path)).ShouldBeProblem(403, "forbidden");
    }

    [Theory]
    [MemberData(nameof(SignedInOnly))]
    public async Task Visitor_is_asked_to_sign_in(string method, string path) =>
        (await host.Visitor().SendAsync(new HttpMethod(method), path)).ShouldBeProblem(401, "sign_in_required");

    [Fact]
    public async Task Visitor_cannot_order_or_open_tickets()
    {
        (await host.Visitor().PostAsync("orders", new { draft = new { productCode = "vps-s", cycle = "monthly" } })).ShouldBeProblem(401, "sign_in_required");
        (await host.Visitor().PostAsync("tickets", new { subject = "a", body = "b" })).ShouldBeProblem(401, "sign_in_required");
        (await host.Visitor().PostAsync("tickets/TCK-1/replies", new { body = "b" })).ShouldBeProblem(401, "sign_in_required");
        (await host.Visitor().PostAsync($"services/{Absent}/power", new { action = "stop" })).ShouldBeProblem(401, "sign_in_required");
    }

    [Fact]
    public async Task Prices_and_payment_events_are_billings_not_supports()
    {
        var sam = await host.StaffAsync("sam");
        (await sam.GetAsync("staff/products")).ShouldBe(200);
        (await sam.PutAsync("staff/products/vps-m/prices/monthly/USD", new { price = 1 })).ShouldBeProblem(403, "forbidden");
        (await sam.PutAsync("staff/products/vps-m/stock", new { stock = 1 })).ShouldBeProblem(403, "forbidden");
        (await sam.PostAsync("staff/products/vps-m/withdraw")).ShouldBeProblem(403, "forbidden");
        (await sam.GetAsync("staff/payment-events")).ShouldBeProblem(403, "forbidden");
        (await (await host.StaffAsync("bo")).GetAsync("staff/payment-events")).ShouldBe(200);
        (await (await host.StaffAsync("ada")).GetAsync("staff/payment-events")).ShouldBe(200);
    }

    [Fact]
    public async Task Reconciliation_is_supports_and_admins_not_billings()
    {
        await RolesAsync("bo@demo.example", """["billing"]""");
        try
        {
            var bo = await host.StaffAsync("bo");
            (await bo.PostAsync("provisioning/reconcile")).ShouldBeProblem(403, "forbidden");
            (await bo.PostAsync($"provisioning/jobs/{Absent}/retry")).ShouldBeProblem(403, "forbidden");
            (await (await host.StaffAsync("sam")).PostAsync("provisioning/reconcile")).ShouldBe(202);
            (await (await host.StaffAsync("ada")).PostAsync("provisioning/reconcile")).ShouldBe(202);
        }
        finally
        {
            await RolesAsync("bo@demo.example", """["billing", "support"]""");
        }
    }

    [Fact]
    public async Task Staff_do_not_order_for_themselves() =>
        (await (await host.StaffAsync("ada")).PostAsync("orders", new { draft = new { productCode = "vps-s", cycle = "monthly" } })).ShouldBeProblem(403, "forbidden");

    private Task<object?> RolesAsync(string email, string roles) => host.ScalarAsync(
        $"UPDATE staff_members SET roles = '{roles}' FROM users WHERE users.id = user_id AND users.email = '{email}'");
}
