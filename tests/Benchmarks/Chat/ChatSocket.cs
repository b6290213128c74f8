using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace EzSolutions.Benchmarks.Chat;

/// <summary>A visitor's end of the chat hub: SignalR's JSON protocol over one WebSocket.</summary>
internal sealed class ChatSocket : IAsyncDisposable
{
    private const byte Separator = 0x1e;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly ClientWebSocket _socket = new();
    private readonly Channel<string> _authors = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stop = new();
    private Task _reading = Task.CompletedTask;
    private int _sent;

    public static async Task<ChatSocket> ConnectAsync(Uri server, string? token)
    {
        var client = new ChatSocket();
        var address = new UriBuilder(new Uri(server, "/hubs/chat")) { Scheme = "ws", Query = token is null ? "" : $"access_token={token}" };
        await client._socket.ConnectAsync(address.Uri, CancellationToken.None);
        client._reading = Task.Run(client.ReadAsync);
        await client.WriteAsync(new { protocol = "json", version = 1 });

        // Answered only once the connection has joined its groups.
        await client.WriteAsync(new { type = 1, target = "Resume", arguments = new object[] { 0 }, invocationId = "joined" });
        await client.NextAsync(Joined);
        return client;
    }

    /// <summary>Says it, and comes back when the bot's answer was pushed.</summary>
    public async Task AskAsync(string text)
    {
        // What an earlier turn said beyond its first entry is no answer to this one.
        while (_authors.Reader.TryRead(out _))
        {
        }
        await WriteAsync(new { type = 1, target = "Send", arguments = new object[] { new { clientMessageId = $"m-{++_sent}", text } }, invocationId = $"{_sent}" });
        await NextAsync("customer");
        await NextAsync("bot");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _stop.Dispose();
    }

    private const string Joined = "joined";

    private async Task NextAsync(string wanted)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (await _authors.Reader.ReadAsync(limit.Token) != wanted)
        {
        }
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
            _authors.Writer.TryComplete();
        }
        catch (Exception ended) when (ended is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            _authors.Writer.TryComplete(ended);
        }
    }

    private void Read(ReadOnlyMemory<byte> frames)
    {
        while (frames.Span.IndexOf(Separator) is >= 0 and var end)
        {
            using var message = JsonDocument.Parse(frames[..end]);
            if (Meaning(message.RootElement) is { } meaning)
                _authors.Writer.TryWrite(meaning);
            frames = frames[(end + 1)..];
        }
    }

    /// <summary>Whose entry was pushed, or that the hub has been joined; null for anything else.</summary>
    private static string? Meaning(JsonElement message) =>
        !message.TryGetProperty("type", out var type) ? null
        : type.GetInt32() == 1 && message.GetProperty("target").ValueEquals("Entry")
            ? message.GetProperty("arguments")[0].GetProperty("author").GetProperty("kind").GetString()
        : type.GetInt32() == 3 && message.TryGetProperty("error", out var error) ? throw new WebSocketException(error.GetString())
        : type.GetInt32() == 3 && message.GetProperty("invocationId").ValueEquals(Joined) ? Joined
        : null;
}
