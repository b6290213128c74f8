using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace EzSolutions.Integration.Tests.Billing.Ways;

[Collection(BillingCollection.Name)]
public sealed class RazorpayWayTests(BillingWorld world) : GatewayWay(world)
{
    private protected override string Provider => "razorpay";

    private protected override string CurrencyCode => "INR";

    private protected override async Task PayAtGatewayAsync(Guid payment, long amount, string currency)
    {
        using var order = new HttpRequestMessage(HttpMethod.Post, "razorpay/v1/orders")
        {
            Content = JsonContent.Create(new { amount, currency, receipt = $"other-{Guid.CreateVersion7():N}", notes = new { payment_id = payment } }),
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("rzp_test_sandbox:razorpay_sandbox_secret"u8)) },
        };
        using var made = await World.Outside.SendAsync(order);
        var body = await made.Content.ReadAsStringAsync();
        made.IsSuccessStatusCode.ShouldBeTrue(body);
        using var json = JsonDocument.Parse(body);
        using var form = new FormUrlEncodedContent([new("vpa", "success@razorpay"), new("callback_url", "https://shop.example/done")]);
        using var paid = await World.Outside.PostAsync($"razorpay/checkout/{json.RootElement.GetProperty("id").GetString()}", form);
        paid.IsSuccessStatusCode.ShouldBeTrue(await paid.Content.ReadAsStringAsync());
    }
}
