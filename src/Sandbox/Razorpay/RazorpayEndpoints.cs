using System.Text.Json;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Razorpay;

internal static class RazorpayEndpoints
{
    internal sealed record Switch(bool Enabled);

    internal sealed record Happening(string Payment, string? Status = null);

    public static void AddRazorpay(this IServiceCollection services)
    {
        services.AddSingleton<RazorpayStore>();
        services.AddSingleton<RazorpayOrders>();
        services.AddSingleton<RazorpayPayments>();
        services.AddSingleton<RazorpayRefunds>();
        services.AddSingleton<RazorpaySwitch>();
        services.AddSingleton<RazorpaySender>();
        services.AddHostedService(provider => provider.GetRequiredService<RazorpaySender>());
    }

    public static void MapRazorpay(this WebApplication app)
    {
        var api = new RazorpayApi(app);
        app.Services.GetRequiredService<RazorpayOrders>().Map(api);
        app.Services.GetRequiredService<RazorpayPayments>().Map(api);
        app.Services.GetRequiredService<RazorpayRefunds>().Map(api);
        RazorpayCheckout.MapCheckout(app);

        // What happens at banks, on purpose: a late authorisation, a dispute.
        app.MapPost("/razorpay/_late", (HttpContext context, RazorpayPayments payments) => PlayAsync<Happening>(context, asked => payments.AuthoriseLate(asked.Payment)));
        app.MapPost("/razorpay/_disputes", (HttpContext context, RazorpayRefunds refunds) => PlayAsync<Happening>(context, asked => refunds.Dispute(asked.Payment, asked.Status ?? "open")));
        app.MapPost("/razorpay/_webhooks", (HttpContext context, RazorpaySwitch switches) => PlayAsync<Switch>(context, asked => switches.Enabled = asked.Enabled));
        app.MapFallback("/razorpay/v1/{**rest}", RazorpayApi.UnknownAsync);
    }

    private static async Task PlayAsync<TAsked>(HttpContext context, Func<TAsked, object> play)
    {
        try
        {
            var asked = await JsonSerializer.DeserializeAsync<TAsked>(context.Request.Body, Journal.Json, context.RequestAborted) ?? throw new JsonException();
            var played = context.RequestServices.GetRequiredService<Journal>().Transact(() => play(asked));
            context.RequestServices.GetRequiredService<RazorpaySender>().Wake();
            await context.Response.WriteAsJsonAsync(played, Journal.Json, context.RequestAborted);
        }
        catch (Exception e) when (e is JsonException or RazorpayRefusal)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(new { error = e.Message }, Journal.Json, context.RequestAborted);
        }
    }
}
