using System.Security.Cryptography;
using System.Text;

namespace EzSolutions.Contract.Tests.Sandbox.Stripe;

public sealed class WebhookTests : IAsyncLifetime, IDisposable
{
    private readonly SandboxFixture _sandbox = new();
    private WebhookReceiver? _receiver;

    public async Task InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _sandbox.AppAddress = _receiver.Address;
        await _sandbox.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _sandbox.DisposeAsync();
        await _receiver!.DisposeAsync();
    }

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task A_paid_session_is_told_in_order_and_signed_over_the_raw_body()
    {
        await _sandbox.PaidIntentAsync();
        var completed = await ReceivedAsync("checkout.session.completed");
        _receiver!.All.Select(r => r.Type).ShouldBe(["payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"]);
        var parts = completed.Signature.Split(',').ToDictionary(p => p.Split('=')[0], p => p.Split('=')[1]);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes("whsec_sandbox"), Encoding.UTF8.GetBytes($"{parts["t"]}.{completed.Body}"));
        parts["v1"].ShouldBe(Convert.ToHexStringLower(mac));
        completed.Body.ShouldContain("\"api_version\":\"");
    }

    [Fact]
    public async Task A_refused_event_is_sent_again_until_it_is_taken()
    {
        _receiver!.Refuse = 3;
        await _sandbox.Stripe.PostAsync("v1/customers", null, ("email", "a@example.com"));
        await Wire.EventuallyAsync(() => Task.FromResult(_receiver.All.Count == 4 ? _receiver : null));
        _receiver.All.Select(r => r.Id).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Held_back_webhooks_arrive_when_they_are_let_go()
    {
        await _sandbox.PostJsonAsync("/stripe/_webhooks", """{"enabled":false}""");
        await _sandbox.PaidIntentAsync();
        _receiver!.All.ShouldBeEmpty();
        await _sandbox.PostJsonAsync("/stripe/_webhooks", """{"enabled":true}""");
        await ReceivedAsync("checkout.session.completed");
    }

    [Fact]
    public async Task A_duplicate_fault_sends_one_event_twice()
    {
        await _sandbox.FaultAsync("""{"target":"stripe","kind":"duplicate","match":"checkout.session.completed","times":1}""");
        await _sandbox.PaidIntentAsync();
        await Wire.EventuallyAsync(() => Task.FromResult(_receiver!.All.Count(r => r.Type == "checkout.session.completed") == 2 ? _receiver : null));
    }

    [Fact]
    public async Task A_reorder_fault_lets_later_events_pass()
    {
        await _sandbox.FaultAsync("""{"target":"stripe","kind":"reorder","match":"payment_intent.created","times":1,"ms":300}""");
        await _sandbox.PaidIntentAsync();
        await ReceivedAsync("payment_intent.created");
        _receiver!.All.Select(r => r.Type).Last().ShouldBe("payment_intent.created");
    }

    [Fact]
    public async Task An_undelivered_event_survives_a_restart()
    {
        await _sandbox.PostJsonAsync("/stripe/_webhooks", """{"enabled":false}""");
        var intent = await _sandbox.PaidIntentAsync();
        await _sandbox.RestartAsync();
        (await _sandbox.Stripe.GetAsync($"v1/payment_intents/{intent}", json: true)).Text("status").ShouldBe("succeeded");
        await _sandbox.PostJsonAsync("/stripe/_webhooks", """{"enabled":true}""");
        await ReceivedAsync("checkout.session.completed");
    }

    private Task<Received> ReceivedAsync(string type) =>
        Wire.EventuallyAsync(() => Task.FromResult(_receiver!.All.FirstOrDefault(r => r.Type == type)));
}
