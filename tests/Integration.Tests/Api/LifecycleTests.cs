using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Api;

/// <summary>A server's later life over HTTP alone: backup, new password, suspension, another size, its end; with the mails on the way.</summary>
public sealed class LifecycleTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_server_is_backed_up_suspended_resized_and_ended()
    {
        var email = host.NewEmail();
        var customer = await host.CustomerAsync(email, "Maria <script>alert(1)</script> Muster");
        var ada = await host.StaffAsync();
        var id = await DeliveredAsync(customer);

        var first = (await customer.PostAsync($"services/{id}/backups", idempotencyKey: "backup-1")).ShouldBe(202);
        (await customer.PostAsync($"services/{id}/backups", idempotencyKey: "backup-1")).ShouldBe(202)["id"].ShouldBe(first["id"]);
        await IdleAsync(customer, id);
        var backups = (await customer.GetAsync($"services/{id}/backups")).ShouldBe(200);
        backups.Items.ShouldHaveSingleItem().GetProperty("state").GetString().ShouldBe("done");

        var reset = (await customer.PostAsync($"services/{id}/credentials/reset")).ShouldBe(202);
        (await customer.GetAsync($"services/{id}/activities/{reset["id"]}")).ShouldBe(200)["kind"].ShouldBe("reset_password");
        await IdleAsync(customer, id);
        (await customer.PostAsync($"services/{id}/backups/{first["id"]}/restore")).ShouldBe(202);
        await IdleAsync(customer, id);

        await SuspendAsync(customer, ada, id);
        DeliveryTests.Readable(await host.MailAsync(email, "suspended"), "life1.example.com", "switched off");
        DeliveryTests.Readable(await host.MailAsync(email, "is back"), "life1.example.com");

        (await ada.PostAsync($"admin/services/{id}/resize", new { productCode = "vps-m" })).ShouldBe(202);
        await IdleAsync(customer, id);
        (await customer.GetAsync($"services/{id}"))["ramGb"].ShouldBe("4");
        (await ada.PostAsync($"admin/services/{id}/resize", new { productCode = "vps-s" })).ShouldBeProblem(409, "disk_cannot_shrink");

        (await ada.PostAsync($"admin/services/{id}/terminate", new { reason = "cancelled" })).ShouldBe(202);
        await ApiHost.EventuallyAsync(() => customer.GetAsync($"services/{id}"), s => s["state"] == "terminated", "it has ended");
        DeliveryTests.Readable(await host.MailAsync(email, "has ended"), "life1.example.com", "You asked us to end it.");
        (await customer.PostAsync($"services/{id}/backups")).ShouldBeProblem(409, "service_not_active");

        await StaffSeeAsync(ada, id);
        await NobodyElseAsync(customer, id, first["id"]!);
    }

    private static async Task SuspendAsync(ApiClient customer, ApiClient ada, string id)
    {
        (await ada.PostAsync($"admin/services/{id}/suspend", new { reason = "tired", note = "x" })).ShouldBeProblem(400, "bad_request");
        (await ada.PostAsync($"admin/services/{id}/suspend", new { reason = "abuse", note = "" })).Status.ShouldBe(400);
        (await ada.PostAsync($"admin/services/{id}/suspend", new { reason = "abuse", note = "Sends spam" })).ShouldBe(202);
        (await customer.PostAsync($"services/{id}/power", new { action = "reboot" })).ShouldBeProblem(409, "service_suspended");
        await ApiHost.EventuallyAsync(() => customer.GetAsync($"services/{id}"), s => s["observedState"] == "stopped", "it is off");
        (await customer.GetAsync($"services/{id}")).Json.GetProperty("suspendedFor")[0].GetString().ShouldBe("abuse");
        (await customer.PostAsync($"services/{id}/power", new { action = "start" })).ShouldBeProblem(409, "service_suspended");
        (await ada.PostAsync($"admin/services/{id}/unsuspend", new { reason = "abuse" })).ShouldBe(202);
        await ApiHost.EventuallyAsync(() => customer.GetAsync($"services/{id}"), s => s["observedState"] == "running", "it runs");
        await IdleAsync(customer, id);
    }

    private static async Task StaffSeeAsync(ApiClient ada, string id)
    {
        var jobs = (await ada.GetAsync($"admin/lifecycle-jobs?serviceId={id}")).ShouldBe(200).Items;
        jobs.Select(j => j.GetProperty("kind").GetString())
            .ShouldBe(["terminate", "resize", "unsuspend", "suspend", "restore", "reset_password", "back_up"]);
        var job = jobs[0].GetProperty("id").GetString();
        (await ada.GetAsync($"admin/lifecycle-jobs/{job}")).ShouldBe(200).Json.GetProperty("log").GetArrayLength().ShouldBeGreaterThan(5);
        (await ada.PostAsync($"admin/lifecycle-jobs/{job}/retry")).ShouldBeProblem(409, "lifecycle_job_not_failed");
        (await ada.PostAsync($"admin/lifecycle-jobs/{job}/complete")).ShouldBeProblem(409, "lifecycle_job_not_waiting");
        (await ada.PostAsync($"admin/lifecycle-jobs/{Guid.CreateVersion7()}/retry")).ShouldBeProblem(404, "lifecycle_job_not_found");
        (await ada.PostAsync($"admin/services/{Guid.CreateVersion7()}/terminate", new { reason = "staff" })).ShouldBeProblem(404, "service_not_found");
    }

    private async Task NobodyElseAsync(ApiClient owner, string id, string backup)
    {
        var eve = await host.CustomerAsync();
        (await eve.GetAsync($"services/{id}/backups")).ShouldBeProblem(404, "service_not_found");
        (await eve.PostAsync($"services/{id}/backups")).ShouldBeProblem(404, "service_not_found");
        (await eve.PostAsync($"services/{id}/backups/{backup}/restore")).ShouldBeProblem(404, "service_not_found");
        (await eve.PostAsync($"services/{id}/credentials/reset")).ShouldBeProblem(404, "service_not_found");
        (await owner.PostAsync($"admin/services/{id}/unsuspend", new { reason = "abuse" })).ShouldBeProblem(403, "forbidden");
        (await owner.GetAsync("admin/lifecycle-jobs")).ShouldBeProblem(403, "forbidden");
    }

    private static Task IdleAsync(ApiClient customer, string id) => ApiHost.EventuallyAsync(
        () => customer.GetAsync($"services/{id}"),
        s => s["observedState"] == "running" && s.Json.GetProperty("powerActions").GetArrayLength() > 0,
        "nothing is being done with it");

    private async Task<string> DeliveredAsync(ApiClient customer)
    {
        var order = (await customer.PostAsync("orders", new { draft = new { productCode = "vps-s", cycle = "monthly", hostname = "life1.example.com" } })).ShouldBe(201);
        var started = (await customer.PostAsync($"invoices/{order["invoiceId"]}/payments")).ShouldBe(200);
        using var card = new FormUrlEncodedContent([new("card", "4242424242424242")]);
        (await host.Outside.PostAsync(started["url"], card)).Dispose();
        var done = await ApiHost.EventuallyAsync(
            () => customer.GetAsync($"orders/{order["orderId"]}"), a => a["state"] == "completed", "the order is delivered");
        return done["serviceId"]!;
    }
}
