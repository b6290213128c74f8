using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EzSolutions.Integration.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EzSolutions.Integration.Tests.Conversations.Slack;

/// <summary>A workspace that speaks Slack's Web API on loopback, keeps what was posted, and sends signed requests. A class fixture, with the program.</summary>
public sealed class SlackWorkspace : IAsyncLifetime
{
    public const string Team = "T0001";
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private const string Token = "xoxb-test-token";

    private readonly HttpClient _client = new();
    private WebApplication? _slack;
    private ApiHost? _host;
    private int _posted;

    /// <summary>Every call in order.</summary>
    internal ConcurrentQueue<(string Method, JsonElement Body)> Calls { get; } = new();

    public async Task InitializeAsync()
    {
        var address = $"http://127.0.0.1:{FreePorts.Next()}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        _slack = builder.Build();
        _slack.MapPost("/api/{method}", (Delegate)AnswerAsync);
        await _slack.StartAsync();
        _host = await ApiHost.StartAsync(
            ("Slack:SigningSecret", Secret), ("Slack:Team", Team), ("Slack:BotToken", Token), ("Slack:BaseAddress", address + "/"));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
        if (_slack is not null)
            await _slack.DisposeAsync();
    }

    internal Task<HttpResponseMessage> SendEventAsync(string team, string eventId, object happened, TimeSpan age = default, string? secret = null) =>
        SendAsync("slack/events", JsonSerializer.Serialize(new { type = "event_callback", team_id = team, event_id = eventId, @event = happened }), "application/json", age, secret);

    internal async Task<HttpResponseMessage> SendAsync(string path, string body, string type, TimeSpan age = default, string? secret = null, string? signedBody = null)
    {
        var timestamp = (TimeProvider.System.GetUtcNow() - age).ToUnixTimeSeconds();
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret ?? Secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{signedBody ?? body}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_host!.Address, path)) { Content = new StringContent(body, Encoding.UTF8) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("X-Slack-Signature", "v0=" + Convert.ToHexStringLower(mac));
        return await _client.SendAsync(request);
    }

    internal Task<List<JsonElement>> UntilPostedAsync(string channel, Func<List<JsonElement>, bool> holds) =>
        Eventually.HoldsAsync(() => Task.FromResult(Posted(channel)), holds);

    internal List<JsonElement> Posted(string channel) =>
        [.. Calls.Where(c => c.Method == "chat.postMessage" && c.Body.GetProperty("channel").GetString() == channel).Select(c => c.Body)];

    private async Task<IResult> AnswerAsync(HttpContext http, string method)
    {
        if (http.Request.Headers.Authorization != $"Bearer {Token}")
            return Results.Json(new { ok = false, error = "invalid_auth" });
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        Calls.Enqueue((method, body.RootElement.Clone()));
        return Results.Json(new { ok = true, ts = $"1700000000.{Interlocked.Increment(ref _posted):D6}" });
    }
}
