using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EzSolutions.Application.Billing;

namespace EzSolutions.Integration.Tests.Billing;

/// <summary>What people and Stripe do from outside: open pay links, use the hosted page, send events.</summary>
internal static class StripeVisitor
{
    public const string Good = "4242424242424242";
    public const string Declined = "4000000000000002";

    /// <returns>The path of our pay page.</returns>
    public static async Task<string> LinkAsync(this BillingWorld world, Guid invoice, Application.Common.Actor actor) =>
        (await world.SendAsync(new GetPaymentLink(invoice), actor)).Value.AbsolutePath;

    /// <summary>Opens our pay page and follows it to the hosted one.</summary>
    public static async Task<Uri> OpenAsync(this BillingWorld world, string link)
    {
        using var answer = await world.Site.GetAsync(link);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!;
    }

    public static async Task<HttpStatusCode> PayAsync(this BillingWorld world, Uri hostedPage, string card = Good)
    {
        using var form = new FormUrlEncodedContent([new("card", card)]);
        using var answer = await world.Outside.PostAsync(hostedPage, form);
        return answer.StatusCode;
    }

    public static string SessionOf(Uri hostedPage) => hostedPage.Segments[^1];

    public static async Task<JsonElement> StripeAsync(this BillingWorld world, string path, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "stripe/v1/" + path)
        {
            Content = new FormUrlEncodedContent(form.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_sandbox");
        using var answer = await world.Outside.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(body);
        return JsonDocument.Parse(body).RootElement.Clone();
    }

    /// <summary>Another session for the same payment of ours, as no honest party would open it.</summary>
    public static async Task<Uri> ForeignSessionAsync(this BillingWorld world, Guid paymentId, long amount, string currency)
    {
        var session = await world.StripeAsync(
            "checkout/sessions", ("mode", "payment"), ("success_url", "https://shop.example/done"), ("line_items[0][quantity]", "1"),
            ("line_items[0][price_data][currency]", currency), ("line_items[0][price_data][unit_amount]", amount.ToString(CultureInfo.InvariantCulture)),
            ("line_items[0][price_data][product_data][name]", "Other"), ("metadata[payment_id]", paymentId.ToString()),
            ("payment_intent_data[metadata][payment_id]", paymentId.ToString()));
        return new Uri(session.GetProperty("url").GetString()!);
    }

    public static string Sign(string body, string secret, DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{body}"));
        return $"t={timestamp},v1={Convert.ToHexStringLower(mac)}";
    }

    public static async Task<HttpStatusCode> WebhookAsync(this BillingWorld world, string body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "webhooks/stripe") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        using var answer = await world.Site.SendAsync(request);
        return answer.StatusCode;
    }
}
