namespace EzSolutions.Contract.Tests.Sandbox.Stripe;

public sealed class StripeCardTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Theory]
    [InlineData("pm_card_chargeDeclined", "card_declined", "generic_decline")]
    [InlineData("pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds")]
    [InlineData("pm_card_authenticationRequired", "authentication_required", "authentication_required")]
    public async Task An_off_session_decline_is_a_card_error_and_the_intent_shows_it(string method, string code, string declineCode)
    {
        var reply = await sandbox.Stripe.PostAsync("v1/payment_intents", null, ("amount", "500"), ("currency", "usd"), ("payment_method", method), ("confirm", "true"), ("off_session", "true"));
        reply.Status.ShouldBe(402);
        reply.Text("error.type").ShouldBe("card_error");
        reply.Text("error.code").ShouldBe(code);
        reply.Text("error.decline_code").ShouldBe(declineCode);
        var intent = await sandbox.Stripe.GetAsync($"v1/payment_intents/{reply.Text("error.payment_intent.id")}", json: true);
        intent.Text("status").ShouldBe("requires_payment_method");
    }

    [Fact]
    public async Task A_card_kept_by_a_setup_session_pays_off_session()
    {
        var customer = (await sandbox.Stripe.PostAsync("v1/customers", null, ("email", "c@example.com"))).Text("id");
        var session = await sandbox.Stripe.PostAsync("v1/checkout/sessions", null, ("mode", "setup"), ("customer", customer), ("success_url", "http://127.0.0.1:9/ok"), ("payment_method_types[]", "card"));
        (await sandbox.PayAsync(session.Text("id"), "4000002500003155")).Status.ShouldBe(303);
        var done = await sandbox.Stripe.GetAsync($"v1/checkout/sessions/{session.Text("id")}?expand[]=setup_intent", json: true);
        done.Text("status").ShouldBe("complete");
        var paid = await sandbox.Stripe.PostAsync(
            "v1/payment_intents", null, ("amount", "900"), ("currency", "usd"), ("customer", customer), ("payment_method", done.Text("setup_intent.payment_method")), ("confirm", "true"), ("off_session", "true"));
        paid.Text("status").ShouldBe("succeeded");
    }

    [Fact]
    public async Task A_succeeded_intent_cannot_be_cancelled()
    {
        var intent = await sandbox.PaidIntentAsync();
        (await sandbox.Stripe.CallAsync("POST", $"v1/payment_intents/{intent}/cancel")).Text("error.code").ShouldBe("payment_intent_unexpected_state");
    }
}
