using System.Security.Cryptography;
using System.Text;
using EzSolutions.Sandbox.Faults;

namespace EzSolutions.Sandbox.Razorpay;

/// <summary>Delivers events to the application, at least once, until it answers 2xx or the attempts are used up.</summary>
internal sealed partial class RazorpaySender(RazorpayStore store, RazorpaySwitch switches, FaultBoard faults, SandboxOptions options, ILogger<RazorpaySender> logger)
    : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _wake = new(0, 1);

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

    public static string Sign(string body, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };
        while (!stoppingToken.IsCancellationRequested)
        {
            if (switches.Enabled)
            {
                foreach (var delivery in store.Deliveries.Where(d => !d.Done && d.NextAt <= store.Time).ToList())
                    await DeliverAsync(http, delivery, stoppingToken);
            }

            await _wake.WaitAsync(Tick, stoppingToken);
        }
    }

    private async Task DeliverAsync(HttpClient http, RazorpayDelivery delivery, CancellationToken ct)
    {
        var form = $"POST /webhooks/razorpay {delivery.Type}";
        if (!delivery.HeldBack && faults.Take("razorpay", [FaultKind.Reorder], form) is { } reorder)
        {
            store.Keep(delivery with { HeldBack = true, NextAt = store.Time + TimeSpan.FromMilliseconds(reorder.Ms ?? 1_500) });
            return;
        }

        var accepted = await PostAsync(http, delivery, ct);
        if (faults.Take("razorpay", [FaultKind.Duplicate], form) is not null)
            await PostAsync(http, delivery, ct);
        var attempts = delivery.Attempts + 1;
        var waits = options.WebhookRetry * Math.Pow(2, Math.Min(attempts - 1, 10));
        var done = accepted || attempts >= options.WebhookAttempts;
        store.Keep(delivery with { Attempts = attempts, Done = done, NextAt = store.Time + (waits < LongestWait ? waits : LongestWait) });
        if (done && !accepted)
            LogGivenUp(logger, delivery.EventId, delivery.Type, attempts);
    }

    private async Task<bool> PostAsync(HttpClient http, RazorpayDelivery delivery, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.AppAddress, "/webhooks/razorpay"))
        {
            Content = new StringContent(delivery.Body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json", "utf-8")),
        };
        request.Headers.TryAddWithoutValidation("X-Razorpay-Signature", Sign(delivery.Body, options.RazorpayWebhookSecret));
        request.Headers.TryAddWithoutValidation("x-razorpay-event-id", delivery.EventId);
        try
        {
            using var response = await http.SendAsync(request, ct);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Razorpay webhook {EventId} ({Type}) was given up after {Attempts} attempts")]
    private static partial void LogGivenUp(ILogger logger, string eventId, string type, int attempts);
}

/// <summary>Off: events wait, to play a webhook that is late.</summary>
internal sealed class RazorpaySwitch
{
    public bool Enabled { get; set; } = true;
}
