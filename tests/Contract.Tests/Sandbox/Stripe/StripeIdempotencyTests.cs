namespace EzSolutions.Contract.Tests.Sandbox.Stripe;

public sealed class StripeIdempotencyTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Fact]
    public async Task The_same_key_replays_the_first_result()
    {
        var first = await sandbox.CreateSessionAsync("key-same");
        var second = await sandbox.CreateSessionAsync("key-same");
        second.Text("id").ShouldBe(first.Text("id"));
        second.Message.Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
    }

    [Fact]
    public async Task The_same_key_with_other_parameters_is_refused()
    {
        await sandbox.CreateSessionAsync("key-other");
        var reply = await sandbox.Stripe.PostAsync("v1/checkout/sessions", "key-other", [.. StripeCalls.Order, ("metadata[x]", "y")]);
        reply.Status.ShouldBe(400);
        reply.Text("error.type").ShouldBe("idempotency_error");
    }

    [Fact]
    public async Task A_500_is_replayed_too()
    {
        await sandbox.FaultAsync("""{"target":"stripe","match":"POST /v1/refunds","kind":"error","status":500,"times":1}""");
        var intent = await sandbox.PaidIntentAsync();
        (await sandbox.Stripe.PostAsync("v1/refunds", "key-500", ("payment_intent", intent))).Status.ShouldBe(500);
        (await sandbox.Stripe.PostAsync("v1/refunds", "key-500", ("payment_intent", intent))).Status.ShouldBe(500);
        (await sandbox.Stripe.PostAsync("v1/refunds", "key-new", ("payment_intent", intent))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_refused_parameter_does_not_use_up_the_key()
    {
        (await sandbox.Stripe.PostAsync("v1/customers", "key-400", ("surprise", "1"))).Status.ShouldBe(400);
        (await sandbox.Stripe.PostAsync("v1/customers", "key-400", ("email", "b@example.com"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_lost_response_was_done_and_the_retry_finds_it()
    {
        var intent = await sandbox.PaidIntentAsync();
        await sandbox.FaultAsync("""{"target":"stripe","match":"POST /v1/refunds","kind":"lost_response","times":1}""");
        await Should.ThrowAsync<HttpRequestException>(() => sandbox.Stripe.PostAsync("v1/refunds", "key-lost", ("payment_intent", intent), ("amount", "100")));
        var retry = await sandbox.Stripe.PostAsync("v1/refunds", "key-lost", ("payment_intent", intent), ("amount", "100"));
        retry.Status.ShouldBe(200);
        var refunds = await sandbox.Stripe.GetAsync($"v1/refunds?payment_intent={intent}", json: true);
        refunds.At("data")!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Sixty_four_at_once_with_one_key_make_one_object()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => sandbox.CreateSessionAsync("key-parallel")));
        replies.Select(r => r.Text("id")).Distinct().Count().ShouldBe(1);
    }
}
