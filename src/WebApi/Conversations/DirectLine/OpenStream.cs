using System.Net.WebSockets;
using System.Text.Json;
using EzSolutions.Bot.Channels.DirectLine;

namespace EzSolutions.WebApi.Conversations.DirectLine;

/// <summary>One open socket. Sends one frame at a time; reads only to learn of keep-alives and of the end, without a buffer while it waits.</summary>
internal sealed class OpenStream(WebSocket socket, DirectLineToken token, CancellationTokenSource end) : IDisposable
{
    private const int LongestFrame = 4096;

    private readonly SemaphoreSlim _sending = new(1, 1);

    public DirectLineToken Token { get; } = token;

    public Guid ConversationId => Token.ConversationId;

    public async Task SendAsync(ActivitySet set, CancellationToken ct)
    {
        await _sending.WaitAsync(ct);
        try
        {
            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(set, ActivityJson.Options), WebSocketMessageType.Text, endOfMessage: true, ct);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>An empty frame; one that is sending something anyway is alive.</summary>
    public async Task KeepAliveAsync(CancellationToken ct)
    {
        if (!_sending.Wait(0, CancellationToken.None))
            return;
        try
        {
            if (socket.State == WebSocketState.Open)
                await socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, endOfMessage: true, ct);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>What clients send here are keep-alives; anything else is let pass, and one that floods is let go.</summary>
    public async Task ReceiveUntilClosedAsync(CancellationToken ct)
    {
        try
        {
            // Returns when something is there, so that no buffer is held while nothing is.
            while (await socket.ReceiveAsync(Memory<byte>.Empty, ct) is { MessageType: not WebSocketMessageType.Close } arrived)
            {
                if (!arrived.EndOfMessage && !await DrainAsync(ct))
                    return;
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
        {
            // Gone without a word.
        }
    }

    public async Task CloseAsync(CancellationToken ct)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ct);
    }

    /// <summary>C04: at once, and without waiting for the client.</summary>
    public void Abort() => end.Cancel();

    public void Dispose() => _sending.Dispose();

    /// <returns>False when it closes.</returns>
    private async Task<bool> DrainAsync(CancellationToken ct)
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(LongestFrame);
        try
        {
            var received = 0;
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), ct);
                received += part.Count;
                if (part.MessageType == WebSocketMessageType.Close || received > LongestFrame)
                    return false;
                if (part.EndOfMessage)
                    return true;
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
