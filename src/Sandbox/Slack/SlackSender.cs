using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EzSolutions.Sandbox.Faults;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Sandbox.Slack;

/// <param name="Status">Of the last attempt; 0 without an answer.</param>
internal sealed record SlackAck(int Status, string Body, int Attempts);

/// <summary>Signs what goes to the app and waits three seconds for its acknowledgement; events are sent again without one, up to three times.</summary>
internal sealed class SlackSender(FaultBoard faults, SandboxOptions options) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>At once, after a minute, after five: as multiples of the sandbox's own pause.</summary>
    private static readonly int[] Pauses = [0, 1, 5];

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };

    public void Dispose() => _http.Dispose();

    public async Task<SlackAck> EventAsync(JsonObject envelope, SlackFlaw flaw, CancellationToken ct)
    {
        var body = flaw.RawBody is { } raw ? Convert.FromBase64String(raw) : Encoding.UTF8.GetBytes(envelope.ToJsonString(Journal.Json));
        var form = $"EVENT {envelope["event"].Text("type") ?? envelope.Text("type")}";
        var times = Math.Max(flaw.Times, faults.Take("slack", [FaultKind.Duplicate], form) is null ? 1 : 2);
        var ack = new SlackAck(0, "", 0);
        for (var i = 0; i < times; i++)
            ack = await InsistAsync(body, form, flaw, ct);
        return ack;
    }

    public Task<SlackAck> InteractionAsync(JsonObject payload, SlackFlaw flaw, CancellationToken ct)
    {
        var body = flaw.RawBody is { } raw ? Convert.FromBase64String(raw) : Encoding.UTF8.GetBytes("payload=" + Uri.EscapeDataString(payload.ToJsonString(Journal.Json)));
        return PostAsync("/slack/interactivity", body, "application/x-www-form-urlencoded", flaw, null, 1, ct);
    }

    private async Task<SlackAck> InsistAsync(byte[] body, string form, SlackFlaw flaw, CancellationToken ct)
    {
        string? reason = null;
        for (var attempt = 1; ; attempt++)
        {
            var ack = await PostAsync("/slack/events", body, "application/json", flaw, reason, attempt, ct);
            var lost = faults.Take("slack", [FaultKind.LostResponse], form) is not null;
            if ((ack.Status is >= 200 and < 300 && !lost) || attempt > Pauses.Length)
                return ack;
            reason = ack.Status == 0 || lost ? "http_timeout" : "http_error";
            await Task.Delay(options.WebhookRetry * Pauses[attempt - 1], ct);
        }
    }

    private async Task<SlackAck> PostAsync(string path, byte[] body, string type, SlackFlaw flaw, string? retryReason, int attempt, CancellationToken ct)
    {
        var timestamp = (options.Clock.GetUtcNow().ToUnixTimeSeconds() - flaw.AgeSeconds).ToString(CultureInfo.InvariantCulture);
        var signature = flaw.Signature ?? Sign(flaw.Secret ?? options.SlackSigningSecret, timestamp, body);
        var sent = body.ToArray();
        if (flaw.Change)
            sent[^2] ^= 1;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.AppAddress, path)) { Content = new ByteArrayContent(sent) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.TryAddWithoutValidation("X-Slack-Request-Timestamp", timestamp);
        if (signature.Length > 0)
            request.Headers.TryAddWithoutValidation("X-Slack-Signature", signature);
        if (retryReason is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Slack-Retry-Num", (attempt - 1).ToString(CultureInfo.InvariantCulture));
            request.Headers.TryAddWithoutValidation("X-Slack-Retry-Reason", retryReason);
        }

        try
        {
            using var response = await _http.SendAsync(request, ct);
            return new SlackAck((int)response.StatusCode, await response.Content.ReadAsStringAsync(ct), attempt);
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new SlackAck(0, "No answer within three seconds.", attempt);
        }
    }

    private static string Sign(string secret, string timestamp, byte[] body) =>
        "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.ASCII.GetBytes($"v0:{timestamp}:"), .. body]));
}
