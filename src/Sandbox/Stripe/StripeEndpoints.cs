using System.Text.Json;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Stripe;

internal static class StripeEndpoints
{
    internal sealed record SwitchRequest(bool? Enabled);

    public static void AddStripe(this IServiceCollection services)
    {
        services.AddSingleton<StripeStore>();
        services.AddSingleton<StripeEvents>();
        services.AddSingleton<Payments>();
        services.AddSingleton<CheckoutSessions>();
        services.AddSingleton<Customers>();
        services.AddSingleton<PaymentIntents>();
        services.AddSingleton<SetupIntents>();
        services.AddSingleton<Refunds>();
        services.AddSingleton<Disputes>();
        services.AddSingleton<BillingPortal>();
        services.AddSingleton<Records>();
        services.AddSingleton<WebhookSwitch>();
        services.AddSingleton<WebhookSender>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookSender>());
    }

    public static void MapStripe(this WebApplication app)
    {
        var routes = new StripeRoutes(app);
        app.Services.GetRequiredService<Customers>().Map(routes);
        app.Services.GetRequiredService<PaymentIntents>().Map(routes);
        app.Services.GetRequiredService<SetupIntents>().Map(routes);
        app.Services.GetRequiredService<Refunds>().Map(routes);
        app.Services.GetRequiredService<Disputes>().Map(routes);
        app.Services.GetRequiredService<BillingPortal>().Map(routes);
        app.Services.GetRequiredService<Records>().Map(routes);
        app.MapCheckout();
        app.MapPortal();
        app.MapPost("/stripe/_webhooks", SwitchAsync);
        app.MapGet("/stripe/_webhooks", (HttpContext context, WebhookSwitch switches, StripeEvents events) => context.Response.WriteAsJsonAsync(
            new { enabled = switches.Enabled, deliveries = events.Deliveries.Reverse().Take(100) }, Journal.Json, context.RequestAborted));
        app.MapFallback("/stripe/v1/{**rest}", StripeRoutes.UnknownAsync);
    }

    private static async Task SwitchAsync(HttpContext context, WebhookSwitch switches, WebhookSender sender)
    {
        SwitchRequest? asked;
        try
        {
            asked = await JsonSerializer.DeserializeAsync<SwitchRequest>(context.Request.Body, Journal.Json, context.RequestAborted);
        }
        catch (JsonException)
        {
            asked = null;
        }

        if (asked?.Enabled is not { } enabled)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(new { error = "The body must be JSON: {\"enabled\": true} or {\"enabled\": false}." }, Journal.Json, context.RequestAborted);
            return;
        }

        switches.Enabled = enabled;
        sender.Wake();
        await context.Response.WriteAsJsonAsync(new { enabled }, Journal.Json, context.RequestAborted);
    }
}
