using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Api;

/// <summary>Tickets over HTTP: limits, ownership, staff's side, mails, and text that stays text.</summary>
public sealed class TicketTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Hostile = "<script>alert(1)</script> <img src=x onerror=alert(2)> {{password}} \u202e & 'quotes'";

    [Fact]
    public async Task Customer_and_staff_write_to_each_other_and_both_mails_are_readable()
    {
        var email = host.NewEmail();
        var customer = await host.CustomerAsync(email);
        var opened = (await customer.PostAsync("tickets", new { subject = "Slow server", body = "It is slow" })).ShouldBe(201);
        var number = opened["number"]!;
        DeliveryTests.Readable(await host.MailAsync(email, number), number, "It is slow");

        var sam = await host.StaffAsync("sam");
        (await sam.GetAsync("staff/tickets")).ShouldBe(200).Text.ShouldContain(number);
        (await sam.PutAsync($"staff/tickets/{number}/priority", new { priority = "urgent" })).ShouldBe(200)["priority"].ShouldBe("urgent");
        (await sam.PostAsync($"tickets/{number}/replies", new { body = "Please try again", asksCustomer = true })).ShouldBe(200)["state"].ShouldBe("waiting");
        DeliveryTests.Readable(await host.MailAsync(email, number, earlier: 1), number, "Please try again");
        (await customer.PostAsync($"tickets/{number}/replies", new { body = "Still slow" })).ShouldBe(200)["state"].ShouldBe("open");
        (await customer.PostAsync($"tickets/{number}/close")).ShouldBe(200)["state"].ShouldBe("closed");
        (await customer.PostAsync($"tickets/{number}/replies", new { body = "One more" })).ShouldBeProblem(409, "ticket_closed");
        (await customer.PostAsync($"staff/tickets/{number}/reopen")).ShouldBeProblem(403, "forbidden");
        (await sam.PostAsync($"staff/tickets/{number}/reopen")).ShouldBe(200)["state"].ShouldBe("open");
        (await customer.GetAsync("tickets?openOnly=true")).ShouldBe(200).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_people_write_comes_back_as_the_text_it_is()
    {
        var email = host.NewEmail();
        var customer = await host.CustomerAsync(email, Hostile);
        var opened = (await customer.PostAsync("tickets", new { subject = Hostile, body = $"{Hostile}\0\u0007\u001b[31m\nnext line" })).ShouldBe(201);
        opened.ContentType.ShouldBe("application/json");
        var read = (await customer.GetAsync($"tickets/{opened["number"]}")).ShouldBe(200);
        read["subject"].ShouldBe(Hostile);
        read.Json.GetProperty("messages")[0].GetProperty("body").GetString().ShouldBe($"{Hostile}[31m\nnext line");

        var mail = await host.MailAsync(email, opened["number"]!);
        mail.GetProperty("text").GetString()!.ShouldContain(Hostile);
        var html = mail.GetProperty("html").GetString()!;
        html.ShouldNotContain("<script");
        html.ShouldNotContain("<img src=x");
        html.ShouldContain("&lt;script&gt;");
    }

    [Fact]
    public async Task Same_key_opens_one_ticket()
    {
        var customer = await host.CustomerAsync();
        var first = (await customer.PostAsync("tickets", new { subject = "Once", body = "Body" }, "k")).ShouldBe(201);
        (await customer.PostAsync("tickets", new { subject = "Once", body = "Body" }, "k")).ShouldBe(201).Text.ShouldBe(first.Text);
        (await customer.PostAsync("tickets", new { subject = "Other", body = "Body" }, "k")).ShouldBeProblem(409, "idempotency_key_reused");
        (await customer.GetAsync("tickets")).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Eleventh_ticket_of_an_hour_is_told_when_to_come_back()
    {
        var customer = await host.CustomerAsync();
        for (var i = 0; i < 10; i++)
            (await customer.PostAsync("tickets", new { subject = $"T{i}", body = "Body" })).ShouldBe(201);
        (await customer.PostAsync("tickets", new { subject = "T10", body = "Body" })).ShouldBeProblem(429, "too_many_tickets").ShouldSayWhenToRetry();
        var page = (await customer.GetAsync("tickets?limit=7")).ShouldBe(200);
        (await customer.GetAsync($"tickets?limit=7&after={page.Next}")).ShouldBe(200).Items.Length.ShouldBe(3);
    }

    [Fact]
    public async Task Somebody_elses_ticket_is_the_same_as_none()
    {
        var (maria, eve) = (await host.CustomerAsync(), await host.CustomerAsync());
        var number = (await maria.PostAsync("tickets", new { subject = "Mine", body = "Private" })).ShouldBe(201)["number"];
        foreach (var id in new[] { number, "TCK-1999-000001", Guid.CreateVersion7().ToString() })
        {
            (await eve.GetAsync($"tickets/{id}")).ShouldBeProblem(404, "ticket_not_found")["detail"].ShouldBe("There is no such ticket.");
            (await eve.PostAsync($"tickets/{id}/replies", new { body = "Hi" })).ShouldBeProblem(404, "ticket_not_found");
            (await eve.PostAsync($"tickets/{id}/close")).ShouldBeProblem(404, "ticket_not_found");
        }
    }

    [Fact]
    public async Task Empty_and_overlong_texts_are_refused_by_field()
    {
        var customer = await host.AnyCustomerAsync();
        var empty = (await customer.PostAsync("tickets", new { subject = "", body = "" })).ShouldBeProblem(400, "validation_failed");
        empty.Json.GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["subject", "body"], ignoreOrder: true);
        (await customer.PostAsync("tickets", new { subject = "Long", body = new string('a', 10_001) })).ShouldBeProblem(400, "validation_failed");
        (await customer.PostAsync("tickets", new { subject = "\u0001\u0002", body = "\u0003" })).ShouldBeProblem(400, "validation_failed");
        (await customer.PostAsync("tickets/TCK-1999-000001/replies", new { body = "\u0001 \u0002" })).ShouldBeProblem(400, "validation_failed");
    }
}
