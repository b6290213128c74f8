using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using EzSolutions.Application.Billing;
using EzSolutions.Application.Billing.Wallets;
using EzSolutions.Application.Common;
using EzSolutions.Application.Ordering;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace EzSolutions.Integration.Tests.Billing;

/// <summary>An invoice in rupees: the customer chooses how to pay; Razorpay's checkout, its way back and its events.</summary>
[Collection(BillingCollection.Name)]
public sealed partial class RazorpayTests(BillingWorld world)
{
    [Fact]
    public async Task The_pay_page_offers_both_gateways_and_razorpays_way_back_books_at_once()
    {
        var (_, placed, link) = await PlaceAsync();
        using var choice = await world.Site.GetAsync(link);
        (await choice.Content.ReadAsStringAsync()).ShouldSatisfyAllConditions(p => p.ShouldContain("with=razorpay"), p => p.ShouldContain("with=stripe"));

        await PlayAsync("razorpay/_webhooks", new { enabled = false });
        try
        {
            var back = await CheckoutAsync(link, "success@razorpay");
            using var returned = await world.Site.PostAsync(link + "/done", new FormUrlEncodedContent(back));
            returned.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            (await StateAsync(placed)).ShouldBe("paid");
        }
        finally
        {
            await PlayAsync("razorpay/_webhooks", new { enabled = true });
        }

        await world.EventuallyAsync("SELECT count(*) FROM inbox_events WHERE provider = 'razorpay' AND state = 'received'", 0L);
        (await world.ScalarAsync($"SELECT count(*) FROM payment_effects WHERE invoice_id = '{placed.InvoiceId}' AND effect = 'capture'")).ShouldBe(1L);
    }

    [Fact]
    public async Task What_nobody_signed_on_the_way_back_pays_nothing()
    {
        var (_, placed, link) = await PlaceAsync();
        await CheckoutAsync(link, "failure@razorpay");
        using var forged = await world.Site.PostAsync(link + "/done", new FormUrlEncodedContent(
            [new("razorpay_order_id", "order_x"), new("razorpay_payment_id", "pay_x"), new("razorpay_signature", new string('0', 64))]));
        forged.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await StateAsync(placed)).ShouldBe("open");
    }

    [Fact]
    public async Task O01_A_payment_authorised_late_is_captured_and_pays_the_invoice()
    {
        var (_, placed, link) = await PlaceAsync();
        await CheckoutAsync(link, "late@razorpay");
        await world.EventuallyAsync($"SELECT count(*) FROM payments WHERE invoice_id = '{placed.InvoiceId}' AND failure_reason IS NOT NULL", 1L);
        var payload = (string)(await world.ScalarAsync(
            $"SELECT payload FROM inbox_events WHERE provider = 'razorpay' AND type = 'payment.failed' AND payload LIKE '%' || (SELECT session_id FROM payments WHERE invoice_id = '{placed.InvoiceId}') || '%'"))!;
        await PlayAsync("razorpay/_late", new { payment = PaymentId().Match(payload).Value });
        await world.EventuallyAsync($"SELECT state FROM invoices WHERE id = '{placed.InvoiceId}'", "paid");
    }

    [Fact]
    public async Task Credit_pays_its_part_and_the_gateway_is_asked_for_the_rest()
    {
        var (customer, placed, link) = await PlaceAsync();
        await world.InScopeAsync(async services =>
        {
            var context = services.GetRequiredService<AppDbContext>();
            context.Add(Domain.Billing.JournalEntry.WalletAdjusted(
                Guid.CreateVersion7(), "gift", customer.CustomerId, new Money(30_000, Currency.Of("INR")), "Welcome", world.Time.GetUtcNow()));
            return await context.SaveChangesAsync();
        });
        using var used = await world.Site.PostAsync(link + "/wallet", null);
        used.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await StateAsync(placed)).ShouldBe("partially_paid");
        await CheckoutAsync(link, "success@razorpay");
        await world.EventuallyAsync($"SELECT state FROM invoices WHERE id = '{placed.InvoiceId}'", "paid");
        (await world.ScalarAsync($"SELECT amount_minor_units FROM payment_effects WHERE invoice_id = '{placed.InvoiceId}' AND provider = 'razorpay' AND effect = 'capture'")).ShouldBe(69_900L);
    }

    [Fact]
    public async Task A_top_up_goes_through_our_own_page_and_its_signed_way_back_credits_it_at_once()
    {
        var customer = await world.NewCustomerAsync();
        var started = (await world.SendAsync(new TopUpWallet(50_000, "INR"), customer)).Value;
        started.Provider.ShouldBe("razorpay");
        await PlayAsync("razorpay/_webhooks", new { enabled = false });
        try
        {
            var back = await CheckoutAsync(started.Url.AbsolutePath, "success@razorpay", "");
            using var forged = await world.Site.PostAsync("pay/top-up/done", new FormUrlEncodedContent(
                back.Select(f => f.Key == "razorpay_signature" ? KeyValuePair.Create(f.Key, new string('0', 64)) : f)));
            forged.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            (await world.WalletAsync(customer)).ShouldBe(0);
            using var returned = await world.Site.PostAsync("pay/top-up/done", new FormUrlEncodedContent(back));
            returned.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            (await world.WalletAsync(customer)).ShouldBe(50_000);
        }
        finally
        {
            await PlayAsync("razorpay/_webhooks", new { enabled = true });
        }

        await world.EventuallyAsync("SELECT count(*) FROM inbox_events WHERE provider = 'razorpay' AND state = 'received'", 0L);
        (await world.WalletAsync(customer)).ShouldBe(50_000);
    }

    private async Task<(Actor.Customer Customer, OrderPlaced Placed, string Link)> PlaceAsync()
    {
        var code = await world.NewProductAsync();
        await world.InScopeAsync(async services =>
        {
            var context = services.GetRequiredService<AppDbContext>();
            var product = context.Set<Product>().Single(p => p.Code == code);
            product.SetPrice(BillingCycle.Monthly, new Money(99_900, Currency.Of("INR")), Money.Zero(Currency.Of("INR")));
            return await context.SaveChangesAsync();
        });
        var customer = await world.NewCustomerAsync();
        var placed = await world.PlaceAsync(customer, code, "INR");
        return (customer, placed, await world.LinkAsync(placed.InvoiceId!.Value, customer));
    }

    /// <summary>Posts our page's form to the checkout and pays there.</summary>
    /// <returns>What the browser brings back.</returns>
    private async Task<List<KeyValuePair<string, string>>> CheckoutAsync(string link, string means, string query = "?with=razorpay")
    {
        using var page = await world.Site.GetAsync(link + query);
        var ours = Fields(await page.Content.ReadAsStringAsync());
        using var shown = await world.Outside.PostAsync("razorpay/v1/checkout/embedded", new FormUrlEncodedContent(ours));
        shown.StatusCode.ShouldBe(HttpStatusCode.OK, await shown.Content.ReadAsStringAsync());
        var order = ours.Single(f => f.Key == "order_id").Value;
        using var paid = await world.Outside.PostAsync($"razorpay/checkout/{order}", new FormUrlEncodedContent([.. ours, new("vpa", means)]));
        return Fields(await paid.Content.ReadAsStringAsync());
    }

    private static List<KeyValuePair<string, string>> Fields(string html) =>
        [.. Field().Matches(html).Select(m => KeyValuePair.Create(WebUtility.HtmlDecode(m.Groups["name"].Value), WebUtility.HtmlDecode(m.Groups["value"].Value)))];

    private async Task PlayAsync(string path, object what)
    {
        using var answer = await world.Outside.PostAsJsonAsync(path, what);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private Task<object?> StateAsync(OrderPlaced placed) => world.ScalarAsync($"SELECT state FROM invoices WHERE id = '{placed.InvoiceId}'");

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Field();

    [GeneratedRegex("pay_[A-Za-z0-9]{14}", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex PaymentId();
}
