using System.Net.WebSockets;
using System.Text;

namespace EzSolutions.EndToEnd.Tests.TwoNodes;

/// <summary>A SignalR connection that only listens: JSON records over a WebSocket, each ended by the record separator.</summary>
internal sealed class LiveSocket : IAsyncDisposable
{
    private const char End = '\u001e';
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly ClientWebSocket _socket = new();
    private readonly StringBuilder _unread = new();

    private LiveSocket()
    {
    }

    public static async Task<LiveSocket> OpenAsync(Uri program, string hub, string token)
    {
        var live = new LiveSocket();
        var address = new UriBuilder(new Uri(program, hub)) { Scheme = "ws", Query = $"access_token={Uri.EscapeDataString(token)}" }.Uri;
        await live._socket.ConnectAsync(address, CancellationToken.None);
        var handshake = Encoding.UTF8.GetBytes($$"""{"protocol":"json","version":1}{{End}}""");
        await live._socket.SendAsync(handshake, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        (await live.NextAsync(CancellationToken.None)).ShouldBe("{}");
        return live;
    }

    /// <summary>Reads on until an entry with these words is pushed.</summary>
    public async Task HearAsync(string words)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (await NextAsync(limit.Token) is var record)
        {
            if (record.Contains("\"Entry\"", StringComparison.Ordinal) && record.Contains(words, StringComparison.Ordinal))
                return;
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> NextAsync(CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var text = _unread.ToString();
            if (text.IndexOf(End, StringComparison.Ordinal) is >= 0 and var end)
            {
                _unread.Remove(0, end + 1);
                return text[..end];
            }

            var received = await _socket.ReceiveAsync(buffer, ct);
            if (received.MessageType == WebSocketMessageType.Close)
                throw new InvalidOperationException($"The server closed the connection: {received.CloseStatusDescription}");
            _unread.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
        }
    }
}
