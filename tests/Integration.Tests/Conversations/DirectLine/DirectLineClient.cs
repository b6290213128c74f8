using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Conversations.DirectLine;

/// <summary>One caller of <c>/v3/directline</c>, as plain as the protocol.</summary>
internal sealed class DirectLineClient(ApiHost host, string bearer)
{
    public const string Secret = "a-secret-of-the-shop-for-tests-only-0001";
    public const string OtherSecret = "a-secret-of-the-blog-for-tests-only-0002";

    public static readonly (string, string)[] Settings =
    [
        ("DirectLine:Sites:shop:Secret", Secret),
        ("DirectLine:Sites:blog:Secret", OtherSecret),
        ("DirectLine:Sites:blog:TrustedOrigins:0", "https://blog.example"),
        ("DirectLine:BurstPerSecond", "100000"),
        ("Conversations:OpenPerAddress", "100000"),
    ];

    private readonly HttpClient _http = new() { BaseAddress = new Uri(host.Address, "/v3/directline/") };

    public string Bearer { get; } = bearer;

    public string? Origin { get; init; }

    public string ConversationId { get; private init; } = "";

    public Uri? StreamUrl { get; private init; }

    public int StartStatus { get; private init; }

    /// <summary>A page of the shop with a token of its own, and a conversation started with it.</summary>
    public static async Task<DirectLineClient> StartAsync(ApiHost host, object? tokenBody = null, object? startBody = null)
    {
        var token = await new DirectLineClient(host, Secret).PostAsync("tokens/generate", tokenBody ?? new { user = new { id = "dl_ada", name = "Ada" } });
        return await new DirectLineClient(host, token.ShouldBe(200)["token"]!).StartConversationAsync(startBody);
    }

    public async Task<DirectLineClient> StartConversationAsync(object? body = null)
    {
        var started = await PostAsync("conversations", body ?? new { user = new { } });
        started.Status.ShouldBeOneOf(200, 201);
        return new DirectLineClient(host, started["token"]!)
        {
            ConversationId = started["conversationId"]!,
            StreamUrl = new Uri(started["streamUrl"]!),
            StartStatus = started.Status,
        };
    }

    public DirectLineClient With(string bearer) => new(host, bearer) { ConversationId = ConversationId, Origin = Origin };

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body));

    public Task<Answer> PostActivityAsync(object activity) => PostAsync($"conversations/{ConversationId}/activities", activity);

    public Task<Answer> SayAsync(string text, string? clientId = null) => PostActivityAsync(
        new { type = "message", from = new { id = "somebody-else", role = "bot" }, text, channelData = new { clientActivityID = clientId ?? Guid.CreateVersion7().ToString() } });

    public async Task<(JsonElement[] Activities, string Watermark)> ReadAsync(string watermark = "")
    {
        var set = (await GetAsync($"conversations/{ConversationId}/activities?watermark={watermark}")).ShouldBe(200).Json;
        return ([.. set.GetProperty("activities").EnumerateArray()], set.GetProperty("watermark").GetString()!);
    }

    public async Task<JsonElement[]> UntilAsync(Func<JsonElement[], bool> holds) =>
        (await ApiHost.EventuallyAsync(() => ReadAsync(), read => holds(read.Activities), "activities as expected")).Activities;

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (Bearer.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Bearer);
        if (Origin is not null)
            request.Headers.Add("Origin", Origin);
        using var response = await _http.SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers.ContentType?.MediaType);
    }
}

/// <summary>A client's socket.</summary>
internal sealed class DirectLineSocket : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[256 * 1024];

    public static async Task<DirectLineSocket> OpenAsync(Uri streamUrl)
    {
        var opened = new DirectLineSocket();
        await opened._socket.ConnectAsync(streamUrl, CancellationToken.None);
        return opened;
    }

    /// <summary>The next frame that is no keep-alive; null when the server closes.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var received = 0;
            WebSocketReceiveResult part;
            do
            {
                try
                {
                    part = await _socket.ReceiveAsync(new ArraySegment<byte>(_buffer, received, _buffer.Length - received), limit.Token);
                }
                catch (WebSocketException)
                {
                    return null;
                }
                received += part.Count;
            }
            while (!part.EndOfMessage);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            if (received > 0)
                return JsonElement.Parse(Encoding.UTF8.GetString(_buffer, 0, received));
        }
    }

    /// <summary>Reads frames until one has an activity with this text.</summary>
    public async Task<(JsonElement Activity, string? Watermark)> UntilTextAsync(string text)
    {
        while (await NextAsync() is { } frame)
        {
            var found = frame.GetProperty("activities").EnumerateArray().Where(a => a.TryGetProperty("text", out var t) && t.GetString()!.Contains(text, StringComparison.Ordinal)).ToArray();
            if (found.Length > 0)
                return (found[0], frame.TryGetProperty("watermark", out var watermark) ? watermark.GetString() : null);
        }

        throw new ShouldAssertException($"The stream ended before it said '{text}'.");
    }

    public Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
