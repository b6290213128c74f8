using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox.Pages;
using EzSolutions.Sandbox.Stripe;

namespace EzSolutions.Sandbox.Razorpay;

/// <summary>The hosted checkout: a merchant's page posts an order to it, the customer pays, the browser posts the outcome back.</summary>
internal static class RazorpayCheckout
{
    public static void MapCheckout(WebApplication app)
    {
        app.MapPost("/razorpay/v1/checkout/embedded", OpenAsync);
        app.MapPost("/razorpay/checkout/{id}", PayAsync);
    }

    private static async Task OpenAsync(HttpContext context, RazorpayStore store, SandboxOptions options)
    {
        var form = await FormAsync(context);
        if (form.GetValueOrDefault("key_id") != options.RazorpayKeyId || store.Orders.Find(form.GetValueOrDefault("order_id") ?? "") is not { } order
            || !Uri.TryCreate(form.GetValueOrDefault("callback_url"), UriKind.Absolute, out _))
        {
            await ProblemAsync(context, "This payment cannot be made", "The key, the order or the callback address is not right.", 400);
            return;
        }

        await ShowAsync(context, options, order, form, null);
    }

    private static async Task PayAsync(
        HttpContext context, RazorpayStore store, RazorpayPayments payments, RazorpaySender sender, SandboxOptions options, string id)
    {
        var form = await FormAsync(context);
        if (store.Orders.Find(id) is not { } order)
        {
            await ProblemAsync(context, "There is no such order", "Check the link.", 404);
            return;
        }

        var means = (form.GetValueOrDefault("vpa") is { Length: > 0 } vpa ? vpa : TestCard.Digits(form.GetValueOrDefault("card") ?? "")).Trim();
        if (means.Length < 5)
        {
            await ShowAsync(context, options, order, form, "Enter a card number or a UPI address.");
            return;
        }

        var payment = store.Journal.Transact(() => payments.Pay(id, means));
        sender.Wake();
        if (payment is null)
            await ProblemAsync(context, "This order is paid", "You will not be charged twice.", 200);
        else if (payment["status"]!.GetValue<string>() == "failed")
            await ShowAsync(context, options, order, form, payment["error_description"]!.GetValue<string>());
        else
            await ReturnAsync(context, options, payment, form["callback_url"]);
    }

    public static string Sign(string orderId, string paymentId, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{orderId}|{paymentId}")));

    private static Task ReturnAsync(HttpContext context, SandboxOptions options, JsonObject payment, string callback)
    {
        var (order, id) = (payment["order_id"]!.GetValue<string>(), payment["id"]!.GetValue<string>());
        return Page.WriteAsync(context, "Paid", Html.Of($"""
            <main style="max-width:480px;margin:8vh auto;padding:0 16px"><section class="card"><h1>Payment successful</h1>
            <form method="post" id="back" action="{callback}">
            <input type="hidden" name="razorpay_payment_id" value="{id}"><input type="hidden" name="razorpay_order_id" value="{order}">
            <input type="hidden" name="razorpay_signature" value="{Sign(order, id, options.RazorpayKeySecret)}">
            <button type="submit">Back to {options.MerchantName}</button></form></section></main>
            """), "", "document.getElementById('back').submit();");
    }

    private static Task ShowAsync(HttpContext context, SandboxOptions options, JsonObject order, Dictionary<string, string> form, string? problem)
    {
        var amount = Currencies.Show(order["amount"]!.GetValue<long>(), order["currency"]!.GetValue<string>().ToLowerInvariant());
        var alert = problem is null ? Html.Empty : Html.Of($"""<div class="alert" role="alert">{problem}</div>""");
        var cancel = form.GetValueOrDefault("cancel_url") is { Length: > 0 } url ? Html.Of($"""<p><a href="{url}">Cancel</a></p>""") : Html.Empty;
        return Page.WriteAsync(context, $"Pay {amount} · {options.MerchantName}", Html.Of($"""
            <main style="max-width:480px;margin:8vh auto;padding:0 16px"><section class="card">
            <p class="soft">{options.MerchantName} · Razorpay test mode</p><h1>Pay {amount}</h1>{alert}
            <form method="post" action="/razorpay/checkout/{order["id"]!.GetValue<string>()}">
            <input type="hidden" name="callback_url" value="{form.GetValueOrDefault("callback_url")}"><input type="hidden" name="cancel_url" value="{form.GetValueOrDefault("cancel_url")}">
            <label for="card">Card number</label><input id="card" name="card" inputmode="numeric" placeholder="4111 1111 1111 1111">
            <label for="vpa">or UPI address</label><input id="vpa" name="vpa" placeholder="success@razorpay">
            <button type="submit">Pay {amount}</button></form>{cancel}
            <p class="small soft">success@razorpay pays, failure@razorpay is declined, late@razorpay fails and can be authorised late.</p>
            </section></main>
            """), "", null, problem is null ? 200 : 402);
    }

    private static Task ProblemAsync(HttpContext context, string title, string text, int status) => Page.WriteAsync(context, title, Html.Of($"""
        <main style="max-width:480px;margin:8vh auto;padding:0 16px"><section class="card"><h1>{title}</h1><p>{text}</p></section></main>
        """), "", null, status);

    private static async Task<Dictionary<string, string>> FormAsync(HttpContext context) => context.Request.HasFormContentType
        ? (await context.Request.ReadFormAsync(context.RequestAborted)).ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal)
        : new Dictionary<string, string>(StringComparer.Ordinal);
}
