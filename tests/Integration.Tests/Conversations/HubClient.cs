using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace EzSolutions.Integration.Tests.Conversations;

/// <summary>A client of SignalR's JSON hub protocol over one raw WebSocket.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private const char Separator = '\u001e';
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly WebSocket _socket;
    private readonly Channel<JsonElement> _received = Channel.CreateUnbounded<JsonElement>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;
    private int _invocations;

    private HubClient(WebSocket socket)
    {
        _socket = socket;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Ends when the server closes the socket.</summary>
    public Task Closed => _reading;

    public static async Task<HubClient> ConnectAsync(ChatHost host, string path, string token, bool resume = true)
    {
        var socket = await host.Server.CreateWebSocketClient().ConnectAsync(new Uri(host.Server.BaseAddress, $"{path}?access_token={token}"), CancellationToken.None);
        var client = new HubClient(socket);
        await client.WriteAsync(new { protocol = "json", version = 1 });
        await client.NextAsync(m => !m.TryGetProperty("type", out _));

        // Answered only once the connection has joined its groups.
        if (resume && path.EndsWith("chat", StringComparison.Ordinal))
            await client.InvokeAsync("Resume", 0);
        return client;
    }

    public async Task<JsonElement> InvokeAsync(string target, params object[] arguments)
    {
        var invocationId = $"{Interlocked.Increment(ref _invocations)}";
        await WriteAsync(new { type = 1, target, arguments, invocationId });
        return await NextAsync(m => Type(m) == 3 && m.GetProperty("invocationId").GetString() == invocationId);
    }

    /// <summary>The next message the server sends to this method, others skipped.</summary>
    public async Task<JsonElement[]> NextAsync(string target, Func<JsonElement[], bool>? condition = null)
    {
        var message = await NextAsync(m => Type(m) == 1 && m.GetProperty("target").GetString() == target && (condition?.Invoke(Arguments(m)) ?? true));
        return Arguments(message);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _stop.Dispose();
    }

    private static int Type(JsonElement message) => message.TryGetProperty("type", out var type) ? type.GetInt32() : 0;

    private static JsonElement[] Arguments(JsonElement message) => [.. message.GetProperty("arguments").EnumerateArray()];

    private async Task<JsonElement> NextAsync(Func<JsonElement, bool> wanted)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var message = await _received.Reader.ReadAsync(limit.Token);
            if (wanted(message))
                return message;
        }
    }

    private Task WriteAsync(object message) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message) + Separator), WebSocketMessageType.Text, true, _stop.Token);

    private async Task ReadAsync()
    {
        var buffer = new byte[16 * 1024];
        var pending = new StringBuilder();
        try
        {
            while (await _socket.ReceiveAsync(buffer.AsMemory(), _stop.Token) is { MessageType: not WebSocketMessageType.Close } part)
            {
                pending.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
                if (!part.EndOfMessage)
                    continue;
                foreach (var frame in pending.ToString().Split(Separator, StringSplitOptions.RemoveEmptyEntries))
                    _received.Writer.TryWrite(JsonSerializer.Deserialize<JsonElement>(frame));
                pending.Clear();
            }
        }
        catch (Exception ended) when (ended is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Aborted by the server or by us: the same end.
        }
        finally
        {
            _received.Writer.TryComplete();
        }
    }
}
