using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox.Faults;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Stripe;

/// <summary>Delivers events to the application, at least once, until it answers 2xx or the attempts are used up.</summary>
internal sealed partial class WebhookSender(
    StripeEvents events,
    StripeStore store,
    CheckoutSessions sessions,
    WebhookSwitch switches,
    FaultBoard faults,
    SandboxOptions options,
    ILogger<WebhookSender> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HeldBackFor = TimeSpan.FromSeconds(1.5);

    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Dictionary<string, Delivery> _pending = new(StringComparer.Ordinal);
    private int _seen;

    /// <summary>There may be something new to deliver.</summary>
    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _wake.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };
        while (!stoppingToken.IsCancellationRequested)
        {
            sessions.ExpireOverdue();
            var wait = Tick;
            if (switches.Enabled)
            {
                foreach (var delivery in Due())
                    await DeliverAsync(http, delivery, stoppingToken);
                var next = _pending.Values.Select(d => d.NextAt - store.Time).DefaultIfEmpty(Tick).Min();
                wait = next < TimeSpan.FromMilliseconds(10) ? TimeSpan.FromMilliseconds(10) : next < Tick ? next : Tick;
            }

            await _wake.WaitAsync(wait, stoppingToken);
        }
    }

    private List<Delivery> Due()
    {
        var all = events.Deliveries;
        foreach (var delivery in all.Skip(_seen).Where(d => !d.Done))
            _pending[delivery.EventId] = delivery;
        _seen = all.Count;
        return _pending.Values.Where(d => d.NextAt <= store.Time).ToList();
    }

    private async Task DeliverAsync(HttpClient http, Delivery delivery, CancellationToken ct)
    {
        var form = $"POST /webhooks/stripe {delivery.Type}";
        if (!delivery.HeldBack && faults.Take("stripe", [FaultKind.Reorder], form) is { } reorder)
        {
            var until = store.Time + (reorder.Ms is { } ms ? TimeSpan.FromMilliseconds(ms) : HeldBackFor);
            Keep(delivery with { NextAt = until, HeldBack = true });
            return;
        }

        var answer = await PostAsync(http, delivery, ct);
        if (faults.Take("stripe", [FaultKind.Duplicate], form) is not null)
            await PostAsync(http, delivery, ct);
        var attempts = delivery.Attempts + 1;
        var accepted = answer is >= 200 and < 300;
        var waits = options.WebhookRetry * Math.Pow(2, Math.Min(attempts - 1, 10));
        Keep(delivery with
        {
            Attempts = attempts,
            Done = accepted || attempts >= options.WebhookAttempts,
            LastAnswer = answer?.ToString(CultureInfo.InvariantCulture) ?? "no answer",
            NextAt = store.Time + (waits < LongestWait ? waits : LongestWait),
        });
        if (!accepted && attempts >= options.WebhookAttempts)
            LogGivenUp(logger, delivery.EventId, delivery.Type, attempts);
    }

    private void Keep(Delivery delivery)
    {
        events.Put(delivery);
        if (delivery.Done)
            _pending.Remove(delivery.EventId);
        else
            _pending[delivery.EventId] = delivery;
    }

    private async Task<int?> PostAsync(HttpClient http, Delivery delivery, CancellationToken ct)
    {
        var body = store.Find(StripeKind.Event, delivery.EventId)!.ToJsonString(Journal.Json);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.AppAddress, "/webhooks/stripe"))
        {
            Content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json", "utf-8")),
        };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", Sign(body));
        request.Headers.TryAddWithoutValidation("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)");
        try
        {
            using var response = await http.SendAsync(request, ct);
            return (int)response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private string Sign(string body)
    {
        var timestamp = store.Now.ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.StripeWebhookSecret), Encoding.UTF8.GetBytes($"{timestamp}.{body}"));
        return $"t={timestamp},v1={Convert.ToHexStringLower(mac)}";
    }

    [LoggerMessage(1, LogLevel.Warning, "Webhook {EventId} ({Type}) was given up after {Attempts} attempts")]
    private static partial void LogGivenUp(ILogger logger, string eventId, string type, int attempts);
}
