using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EzSolutions.Contract.Tests.Sandbox.Stripe;

internal sealed record Received(string Signature, string Body)
{
    public string Type => System.Text.Json.Nodes.JsonNode.Parse(Body)!["type"]!.ToString();

    public string Id => System.Text.Json.Nodes.JsonNode.Parse(Body)!["id"]!.ToString();
}

/// <summary>Stands where the application would: takes webhooks, or refuses them for a while.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app) => _app = app;

    public ConcurrentQueue<Received> All { get; } = new();

    public int Refuse { get; set; }

    public Uri Address => new(_app.Urls.First());

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(app);
        app.MapPost("/webhooks/stripe", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            receiver.All.Enqueue(new Received(context.Request.Headers["Stripe-Signature"].ToString(), await reader.ReadToEndAsync()));
            context.Response.StatusCode = receiver.Refuse-- > 0 ? 500 : 200;
        });
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
