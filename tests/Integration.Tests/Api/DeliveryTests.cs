using System.Text.Json;
using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Api;

/// <summary>From order to running machine over HTTP alone: payment, provisioning, power, and the mails on the way.</summary>
public sealed class DeliveryTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Customer_orders_pays_and_runs_a_server_and_is_told_by_mail()
    {
        var email = host.NewEmail();
        var customer = await host.CustomerAsync(email, "Maria <script>alert(1)</script> Muster");
        var order = (await customer.PostAsync("orders", new { draft = new { productCode = "vps-s", cycle = "monthly", hostname = "web1.example.com" } })).ShouldBe(201);
        Readable(await host.MailAsync(email, order["orderNumber"]!), order["orderNumber"]!, "/pay/");

        var started = (await customer.PostAsync($"invoices/{order["invoiceId"]}/payments")).ShouldBe(200);
        (await customer.GetAsync("invoices?unpaidOnly=true")).ShouldBe(200).Items.Length.ShouldBe(1);
        using var card = new FormUrlEncodedContent([new("card", "4242424242424242")]);
        (await host.Outside.PostAsync(started["url"], card)).Dispose();
        var paid = await ApiHost.EventuallyAsync(
            () => customer.GetAsync($"invoices/{order["invoiceNumber"]}"), a => a["state"] == "paid", "the invoice is paid");
        paid.Json.GetProperty("amountDue").GetProperty("minorUnits").GetInt64().ShouldBe(0);
        (await customer.PostAsync($"invoices/{order["invoiceId"]}/payments")).ShouldBeProblem(409, "invoice_already_paid");
        (await customer.PostAsync($"orders/{order["orderId"]}/cancel")).ShouldBeProblem(409, "order_already_paid");
        Readable(await host.MailAsync(email, order["invoiceNumber"]!), order["invoiceNumber"]!, "$6.00");

        var done = await ApiHost.EventuallyAsync(
            () => customer.GetAsync($"orders/{order["orderId"]}"), a => a["state"] == "completed", "the order is delivered");
        var id = done["serviceId"]!;
        var service = (await customer.GetAsync($"services/{id}")).ShouldBe(200);
        service["state"].ShouldBe("active");
        service["ipv4"].ShouldNotBeNullOrEmpty();
        (await customer.GetAsync("services")).ShouldBe(200).Items.ShouldHaveSingleItem().GetProperty("label").GetString().ShouldBe("web1.example.com");
        Readable(await host.MailAsync(email, "ready"), "web1.example.com", service["ipv4"]!);

        await PowerAsync(customer, id, "stop", "stopped");
        (await customer.PostAsync($"services/{id}/power", new { action = "stop" })).Status.ShouldBe(409);
        await PowerAsync(customer, id, "start", "running");
        (await customer.PostAsync($"services/{id}/power", new { action = "explode" })).ShouldBeProblem(400, "bad_request");

        await NobodyElseAsync(id);
        await StaffSeeAsync(id, (await customer.GetAsync("auth/me"))["id"]!);
    }

    private static async Task PowerAsync(ApiClient customer, string id, string action, string then)
    {
        (await customer.PostAsync($"services/{id}/power", new { action })).ShouldBe(202);
        await ApiHost.EventuallyAsync(
            () => customer.GetAsync($"services/{id}"), s => s["observedState"] == then && s.Json.GetProperty("powerActions").GetArrayLength() > 0, $"it is {then}");
    }

    private async Task NobodyElseAsync(string id)
    {
        var (eve, absent) = (await host.CustomerAsync(), Guid.CreateVersion7());
        var elses = (await eve.GetAsync($"services/{id}")).ShouldBeProblem(404, "service_not_found");
        (await eve.GetAsync($"services/{absent}")).ShouldBeProblem(404, "service_not_found")["detail"].ShouldBe(elses["detail"]);
        (await eve.PostAsync($"services/{id}/power", new { action = "stop" })).ShouldBeProblem(404, "service_not_found");
        (await eve.PostAsync($"services/{absent}/power", new { action = "stop" })).ShouldBeProblem(404, "service_not_found");
        (await eve.PostAsync("tickets", new { subject = "Not mine", body = "Look", serviceId = id })).ShouldBeProblem(404, "service_not_found");
        (await eve.GetAsync("services")).ShouldBe(200).Items.ShouldBeEmpty();
    }

    private async Task StaffSeeAsync(string id, string customerId)
    {
        var ada = await host.StaffAsync();
        (await ada.GetAsync($"services/{id}")).ShouldBe(200).Json.TryGetProperty("credentialsUrl", out _).ShouldBeFalse();
        (await ada.GetAsync($"services?customerId={customerId}")).ShouldBe(200).Items.Length.ShouldBe(1);
        (await ada.GetAsync($"orders?customerId={customerId}")).ShouldBe(200).Items.Length.ShouldBe(1);
        (await ada.GetAsync($"invoices?customerId={customerId}")).ShouldBe(200).Items.Length.ShouldBe(1);
        var job = (await ada.GetAsync("provisioning/jobs")).ShouldBe(200).Items.ShouldHaveSingleItem().GetProperty("id").GetString();
        (await ada.GetAsync($"provisioning/jobs/{job}")).ShouldBe(200);
        (await ada.PostAsync($"provisioning/jobs/{job}/retry")).Status.ShouldBe(409);
        (await ada.GetAsync($"provisioning/jobs/{Guid.CreateVersion7()}")).Status.ShouldBe(404);
        (await ada.GetAsync("provisioning/findings")).ShouldBe(200);
        (await ada.PostAsync($"provisioning/findings/{Guid.CreateVersion7()}/resolve")).Status.ShouldBe(404);
        (await ada.PostAsync("provisioning/reconcile")).ShouldBe(202);
        (await ada.PostAsync($"services/{Guid.CreateVersion7()}/ready")).ShouldBeProblem(404, "service_not_found");
        (await ada.GetAsync("staff/payment-events?state=processed")).ShouldBe(200).Items.ShouldNotBeEmpty();
        (await ada.GetAsync("staff/payment-events/unmatched")).ShouldBe(200).Items.ShouldBeEmpty();
        (await ada.PostAsync($"staff/payment-events/{Guid.CreateVersion7()}/reprocess")).ShouldBeProblem(404, "event_not_found");
    }

    /// <summary>Text and html, filled in, with what people wrote as text.</summary>
    internal static void Readable(JsonElement mail, params string[] says)
    {
        var (subject, text, html) = (mail.GetProperty("subject").GetString()!, mail.GetProperty("text").GetString()!, mail.GetProperty("html").GetString()!);
        foreach (var part in new[] { subject, text, html })
        {
            part.ShouldNotBeNullOrWhiteSpace();
            part.ShouldNotContain("{{");
            part.ShouldNotContain("}}");
        }

        html.ShouldNotContain("<script");
        foreach (var word in says)
        {
            text.ShouldContain(word);
            html.ShouldContain(word);
        }
    }
}
