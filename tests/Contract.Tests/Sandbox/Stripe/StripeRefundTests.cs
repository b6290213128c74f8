namespace EzSolutions.Contract.Tests.Sandbox.Stripe;

public sealed class StripeRefundTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task M07_Refunds_never_exceed_what_was_captured()
    {
        var intent = await sandbox.PaidIntentAsync();
        (await sandbox.Stripe.PostAsync("v1/refunds", null, ("payment_intent", intent), ("amount", "2000"))).Text("status").ShouldBe("succeeded");
        var tooMuch = await sandbox.Stripe.PostAsync("v1/refunds", null, ("payment_intent", intent), ("amount", "401"));
        tooMuch.Status.ShouldBe(400);
        tooMuch.Text("error.message").ShouldBe("Refund amount ($4.01) is greater than unrefunded amount on charge ($4.00)");
        (await sandbox.Stripe.PostAsync("v1/refunds", null, ("payment_intent", intent))).Text("amount").ShouldBe("400");
        (await sandbox.Stripe.PostAsync("v1/refunds", null, ("payment_intent", intent))).Text("error.code").ShouldBe("charge_already_refunded");
        (await sandbox.Stripe.GetAsync($"v1/charges?payment_intent={intent}", json: true)).Text("data.0.refunded").ShouldBe("true");
    }

    [Fact]
    public async Task An_unpaid_intent_cannot_be_refunded()
    {
        var intent = (await sandbox.Stripe.PostAsync("v1/payment_intents", null, ("amount", "500"), ("currency", "eur"))).Text("id");
        (await sandbox.Stripe.PostAsync("v1/refunds", null, ("payment_intent", intent))).Text("error.code").ShouldBe("payment_intent_unexpected_state");
    }
}
