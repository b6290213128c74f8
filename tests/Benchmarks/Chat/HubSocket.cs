using System.Net;
using System.Net.WebSockets;
using System.Text.Json;

namespace EzSolutions.Benchmarks.Chat;

/// <summary>A client's end of a hub: SignalR's JSON protocol over one WebSocket, as little of it as is needed.</summary>
internal abstract class HubSocket : IAsyncDisposable
{
    private const byte Separator = 0x1e;

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _reading = Task.CompletedTask;

    public bool IsOpen => _socket.State == WebSocketState.Open && !_reading.IsCompleted;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task ConnectAsync(Uri server, string hub, string? token, CookieContainer? cookies = null)
    {
        _socket.Options.Cookies = cookies;
        if (cookies is not null)
            _socket.Options.SetRequestHeader("Origin", server.GetLeftPart(UriPartial.Authority));
        var address = new UriBuilder(new Uri(server, hub)) { Scheme = "ws", Query = token is null ? "" : $"access_token={token}" };
        await _socket.ConnectAsync(address.Uri, CancellationToken.None);
        _reading = Task.Run(ReadAsync);
        await WriteAsync(new { protocol = "json", version = 1 });
    }

    protected Task CallAsync(string invocationId, string target, params object[] arguments) =>
        WriteAsync(new { type = 1, target, arguments, invocationId });

    /// <summary>One record of the protocol came in.</summary>
    protected abstract void Read(JsonElement message);

    /// <param name="why">Null when the server closed the connection.</param>
    protected abstract void Ended(Exception? why);

    /// <summary>An entry that is pushed, the last argument of both hubs; null for any other record.</summary>
    protected static JsonElement? PushedEntry(JsonElement message) =>
        message.TryGetProperty("type", out var type) && type.GetInt32() == 1 && message.GetProperty("target").ValueEquals("Entry")
            ? message.GetProperty("arguments").EnumerateArray().Last()
            : null;

    protected static string? AuthorOf(JsonElement entry) => entry.GetProperty("author").GetProperty("kind").GetString();

    /// <summary>The call that is answered; null for any other record.</summary>
    /// <exception cref="WebSocketException">The call was refused.</exception>
    protected static string? Answered(JsonElement message)
    {
        if (!message.TryGetProperty("type", out var type) || type.GetInt32() != 3)
            return null;
        return message.TryGetProperty("error", out var error) ? throw new WebSocketException(error.GetString()) : message.GetProperty("invocationId").GetString();
    }

    private Task WriteAsync(object message) => _socket.SendAsync(
        (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(message), Separator], WebSocketMessageType.Text, true, _stop.Token);

    private async Task ReadAsync()
    {
        using var pending = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await _socket.ReceiveAsync(buffer.AsMemory(), _stop.Token) is { MessageType: not WebSocketMessageType.Close } part)
            {
                pending.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage)
                    continue;
                Read(pending.GetBuffer().AsMemory(0, (int)pending.Length));
                pending.SetLength(0);
            }
            Ended(null);
        }
        catch (Exception ended) when (ended is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            Ended(ended);
        }
    }

    private void Read(ReadOnlyMemory<byte> frames)
    {
        while (frames.Span.IndexOf(Separator) is >= 0 and var end)
        {
            using var message = JsonDocument.Parse(frames[..end]);
            Read(message.RootElement);
            frames = frames[(end + 1)..];
        }
    }
}
