namespace EzSolutions.Contract.Tests.Sandbox.Stripe;

public sealed class CheckoutPageTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task A_paid_session_leads_to_the_success_address_and_is_charged_once()
    {
        var session = (await sandbox.CreateSessionAsync()).Text("id");
        var paid = await sandbox.PayAsync(session, "4242 4242 4242 4242");
        paid.Status.ShouldBe(303);
        paid.Message.Headers.Location!.ToString().ShouldBe($"http://127.0.0.1:9/paid?session={session}");
        var again = await sandbox.PayAsync(session, "4242424242424242");
        again.Json.ToString().ShouldContain("already paid");
        var shown = await sandbox.Stripe.GetAsync($"v1/checkout/sessions/{session}?expand[]=payment_intent", json: true);
        shown.Text("payment_status").ShouldBe("paid");
        shown.Text("payment_intent.metadata.invoice").ShouldBe("INV-1");
        (await sandbox.EffectsAsync())["charges"]!.AsArray().Count(c => c!["paymentIntent"]!.ToString() == shown.Text("payment_intent.id")).ShouldBe(1);
    }

    [Theory]
    [InlineData("4000000000000002", "Your card was declined.")]
    [InlineData("4000000000009995", "Your card has insufficient funds.")]
    [InlineData("4242424242424241", "Your card number is incorrect.")]
    public async Task A_declined_card_is_said_and_another_one_can_be_tried(string card, string message)
    {
        var session = (await sandbox.CreateSessionAsync()).Text("id");
        var declined = await sandbox.PayAsync(session, card);
        declined.Status.ShouldBe(402);
        declined.Json.ToString().ShouldContain(message);
        (await sandbox.PayAsync(session, "4242424242424242")).Status.ShouldBe(303);
    }

    [Theory]
    [InlineData("complete", 303)]
    [InlineData("fail", 402)]
    public async Task Three_D_Secure_asks_and_takes_the_answer(string answer, int status)
    {
        var session = (await sandbox.CreateSessionAsync()).Text("id");
        (await sandbox.PayAsync(session, "4000002500003155")).Json.ToString().ShouldContain("3-D Secure");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("result", answer)]);
        using var response = await sandbox.Plain.PostAsync($"/stripe/checkout/{session}/challenge", form);
        ((int)response.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task An_expired_session_says_so_and_takes_no_money()
    {
        var session = (await sandbox.CreateSessionAsync()).Text("id");
        (await sandbox.Stripe.CallAsync("POST", $"v1/checkout/sessions/{session}/expire")).Text("status").ShouldBe("expired");
        (await sandbox.PayAsync(session, "4242424242424242")).Json.ToString().ShouldContain("expired");
        (await sandbox.Stripe.GetAsync($"v1/checkout/sessions/{session}", json: true)).Text("payment_status").ShouldBe("unpaid");
        (await sandbox.Stripe.CallAsync("POST", $"v1/checkout/sessions/{session}/expire")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Names_are_shown_as_text()
    {
        var session = (await sandbox.CreateSessionAsync()).Text("id");
        var page = await sandbox.Plain.GetStringAsync($"/stripe/checkout/{session}");
        page.ShouldContain("VPS M &lt;b&gt;monthly&lt;/b&gt;");
        page.ShouldContain("$24.00");
    }
}
