namespace EzSolutions.Contract.Tests.Sandbox.Stripe;

internal static class StripeCalls
{
    public static readonly (string Name, string Value)[] Order =
    [
        ("mode", "payment"),
        ("line_items[0][price_data][currency]", "usd"),
        ("line_items[0][price_data][unit_amount]", "1200"),
        ("line_items[0][price_data][product_data][name]", "VPS M <b>monthly</b>"),
        ("line_items[0][quantity]", "2"),
        ("client_reference_id", "order-1"),
        ("payment_intent_data[metadata][invoice]", "INV-1"),
        ("success_url", "http://127.0.0.1:9/paid?session={CHECKOUT_SESSION_ID}"),
        ("cancel_url", "http://127.0.0.1:9/back"),
    ];

    public static Task<Reply> CreateSessionAsync(this SandboxFixture sandbox, string? key = null) => sandbox.Stripe.PostAsync("v1/checkout/sessions", key, Order);

    public static async Task<Reply> PayAsync(this SandboxFixture sandbox, string session, string card)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/stripe/checkout/{session}") { Content = new FormUrlEncodedContent([KeyValuePair.Create("card", card)]) };
        var response = await sandbox.Plain.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Reply((int)response.StatusCode, "", System.Text.Json.Nodes.JsonValue.Create(text), response);
    }

    /// <summary>Pays a new session and returns its payment intent's id.</summary>
    public static async Task<string> PaidIntentAsync(this SandboxFixture sandbox)
    {
        var session = (await sandbox.CreateSessionAsync()).Text("id");
        (await sandbox.PayAsync(session, "4242424242424242")).Status.ShouldBe(303);
        return (await sandbox.Stripe.GetAsync($"v1/checkout/sessions/{session}", json: true)).Text("payment_intent");
    }
}
