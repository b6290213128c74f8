using System.Net;
using EzSolutions.Application.Billing;
using EzSolutions.Application.Common;

namespace EzSolutions.Integration.Tests.Billing;

[Collection(BillingCollection.Name)]
public sealed class WebhookTests(BillingWorld world)
{
    private readonly string _id = $"evt_{Guid.CreateVersion7():N}";

    private string Body => $$"""{"id":"{{_id}}","object":"event","api_version":"2099-01-01.future","type":"customer.created","data":{"object":{"id":"cus_1"} } }""";

    [Fact]
    public async Task A_signed_event_is_stored_once_and_a_replay_of_it_is_answered_200()
    {
        var signature = StripeVisitor.Sign(Body, world.WebhookSecret, DateTimeOffset.FromUnixTimeSeconds(Now));
        (await world.WebhookAsync(Body, signature)).ShouldBe(HttpStatusCode.OK);
        (await world.WebhookAsync(Body, signature)).ShouldBe(HttpStatusCode.OK);
        (await StoredAsync()).ShouldBe(1L);
        await world.EventuallyAsync($"SELECT state FROM inbox_events WHERE event_id = '{_id}'", "ignored");
    }

    [Fact]
    public async Task M05_The_same_event_many_times_at_once_is_one_row()
    {
        var signature = StripeVisitor.Sign(Body, world.WebhookSecret, DateTimeOffset.FromUnixTimeSeconds(Now));
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => world.WebhookAsync(Body, signature)));
        answers.ShouldAllBe(a => a == HttpStatusCode.OK);
        (await StoredAsync()).ShouldBe(1L);
    }

    [Fact]
    public async Task Several_signatures_are_accepted_when_one_is_right()
    {
        var right = StripeVisitor.Sign(Body, world.WebhookSecret, DateTimeOffset.FromUnixTimeSeconds(Now));
        (await world.WebhookAsync(Body, right.Replace(",v1=", $",v1={new string('0', 64)},v1=", StringComparison.Ordinal) + ",v0=old")).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("forged")]
    [InlineData("stale")]
    [InlineData("from the future")]
    [InlineData("re-serialised")]
    [InlineData("unsigned")]
    [InlineData("nonsense")]
    public async Task What_is_not_signed_now_by_the_gateway_is_refused_and_not_stored(string kind)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(Now);
        var signature = kind switch
        {
            "forged" => StripeVisitor.Sign(Body, "whsec_guess", now),
            "stale" => StripeVisitor.Sign(Body, world.WebhookSecret, now.AddSeconds(-301)),
            "from the future" => StripeVisitor.Sign(Body, world.WebhookSecret, now.AddSeconds(330)),
            "re-serialised" => StripeVisitor.Sign(Body.Replace(":", ": ", StringComparison.Ordinal), world.WebhookSecret, now),
            "unsigned" => null,
            _ => "t=,v1=zz,v1",
        };
        (await world.WebhookAsync(Body, signature)).ShouldBe(HttpStatusCode.BadRequest);
        (await StoredAsync()).ShouldBe(0L);
    }

    [Fact]
    public async Task A_body_over_1_MB_and_a_signed_non_event_are_refused()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(Now);
        var big = new string(' ', (1024 * 1024) + 1);
        (await world.WebhookAsync(big, StripeVisitor.Sign(big, world.WebhookSecret, now))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await world.WebhookAsync("[]", StripeVisitor.Sign("[]", world.WebhookSecret, now))).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task O02_An_event_left_received_is_put_to_work_again()
    {
        var id = Guid.CreateVersion7();
        await world.ScalarAsync(
            $"INSERT INTO inbox_events (id, provider, event_id, type, payload, state, received_at, attempts, next_attempt_at) VALUES ('{id}', 'stripe', '{_id}', 'customer.created', '{Body}', 'received', now() - interval '10 minutes', 0, now() - interval '9 minutes')");
        (await world.SendAsync(new TendInbox(), new Actor.System("test"))).IsSuccess.ShouldBeTrue();
        await world.EventuallyAsync($"SELECT state FROM inbox_events WHERE id = '{id}'", "ignored");
    }

    private long Now => world.Time.GetUtcNow().ToUnixTimeSeconds();

    private Task<object?> StoredAsync() => world.ScalarAsync($"SELECT count(*) FROM inbox_events WHERE event_id = '{_id}'");
}
