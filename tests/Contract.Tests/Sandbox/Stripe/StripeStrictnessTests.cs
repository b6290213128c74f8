namespace EzSolutions.Contract.Tests.Sandbox.Stripe;

public sealed class StripeStrictnessTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task A_call_without_or_with_a_wrong_key_is_refused()
    {
        using var client = new HttpClient { BaseAddress = sandbox.Stripe.BaseAddress };
        (await client.GetAsync("v1/customers", json: true)).Status.ShouldBe(401);
        client.DefaultRequestHeaders.Add("Authorization", "Bearer sk_test_other_key");
        var reply = await client.GetAsync("v1/customers", json: true);
        reply.Status.ShouldBe(401);
        reply.Text("error.message").ShouldStartWith("Invalid API Key provided");
    }

    [Theory]
    [InlineData("line_items[0][price_data][colour]", "red", "parameter_unknown")]
    [InlineData("surprise", "1", "parameter_unknown")]
    [InlineData("customer", "cus_nobody", "resource_missing")]
    [InlineData("line_items[0][quantity]", "two", "parameter_invalid_integer")]
    [InlineData("line_items[0][price_data][unit_amount]", "10", "amount_too_small")]
    public async Task A_bad_parameter_is_refused_with_its_code(string name, string value, string code)
    {
        var form = StripeCalls.Order.Where(f => f.Name != name).Append((name, value)).ToArray();
        var reply = await sandbox.Stripe.PostAsync("v1/checkout/sessions", null, form);
        reply.Status.ShouldBeOneOf(400, 404);
        reply.Text("error.code").ShouldBe(code);
        reply.Text("error.type").ShouldBe("invalid_request_error");
    }

    [Theory]
    [InlineData("mode", "mode")]
    [InlineData("success_url", "success_url")]
    [InlineData("line_items[0][price_data][currency]", "line_items[0][price_data][currency]")]
    public async Task A_missing_parameter_is_named(string left, string param)
    {
        var reply = await sandbox.Stripe.PostAsync("v1/checkout/sessions", null, StripeCalls.Order.Where(f => f.Name != left).ToArray());
        reply.Status.ShouldBe(400);
        reply.Text("error.code").ShouldBe("parameter_missing");
        reply.Text("error.param").ShouldBe(param);
    }

    [Theory]
    [InlineData(29 * 60 - 120)]
    [InlineData(25 * 3600)]
    public async Task A_session_lives_from_thirty_minutes_to_a_day(int seconds)
    {
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + seconds;
        var reply = await sandbox.Stripe.PostAsync("v1/checkout/sessions", null, [.. StripeCalls.Order, ("expires_at", $"{at}")]);
        reply.Status.ShouldBe(400);
        reply.Text("error.param").ShouldBe("expires_at");
    }

    [Fact]
    public async Task Objects_have_prefixed_ids_and_lists_their_form()
    {
        var made = await sandbox.Stripe.PostAsync("v1/customers", null, ("email", "a@example.com"), ("metadata[account]", "7"));
        made.Text("id").ShouldStartWith("cus_");
        made.Text("livemode").ShouldBe("false");
        made.Text("metadata.account").ShouldBe("7");
        var list = await sandbox.Stripe.GetAsync("v1/customers?limit=1", json: true);
        list.Text("object").ShouldBe("list");
        list.Text("data.0.id").ShouldBe(made.Text("id"));
        list.At("has_more").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_field_is_expanded_on_request_and_another_is_refused()
    {
        var intent = await sandbox.PaidIntentAsync();
        var reply = await sandbox.Stripe.GetAsync($"v1/payment_intents/{intent}?expand[]=latest_charge.balance_transaction", json: true);
        reply.Text("latest_charge.status").ShouldBe("succeeded");
        reply.Text("latest_charge.balance_transaction.fee").ShouldBe("100");
        (await sandbox.Stripe.GetAsync($"v1/payment_intents/{intent}?expand[]=metadata", json: true)).Status.ShouldBe(400);
    }
}
