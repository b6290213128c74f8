using System.Net.WebSockets;
using System.Text.Json;
using EzSolutions.Bot.Channels.DirectLine;

namespace EzSolutions.WebApi.Conversations.DirectLine;

/// <summary>One open socket. Sends one frame at a time; reads only to learn of keep-alives and of the end, without a buffer while it waits.</summary>
internal sealed class OpenStream(WebSocket socket, DirectLineCaller caller, CancellationTokenSource end) : IDisposable
{
    private const int LongestFrame = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _sending = new(1, 1);

    public DirectLineCaller Caller { get; } = caller;

    public Guid ConversationId => Caller.Token.ConversationId;

    /// <summary>Waits for its turn; a client that does not take a frame in time is let go, and comes back by its watermark.</summary>
    public async Task SendAsync(ActivitySet set, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        await _sending.WaitAsync(limit.Token);
        try
        {
            await socket.SendAsync(BytesOf(set), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>An empty frame; one that is sending something anyway is alive.</summary>
    public Task KeepAliveAsync(CancellationToken ct) => HintAsync(ReadOnlyMemory<byte>.Empty, ct);

    /// <summary>Sends what may as well be lost: nobody waits for a client that is busy or gone.</summary>
    public Task HintAsync(ActivitySet set, CancellationToken ct) => HintAsync(BytesOf(set), ct);

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

    private static byte[] BytesOf(ActivitySet set) => JsonSerializer.SerializeToUtf8Bytes(set, ActivityJson.Options);

    private async Task HintAsync(ReadOnlyMemory<byte> frame, CancellationToken ct)
    {
        try
        {
            if (!_sending.Wait(0, CancellationToken.None))
                return;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(Patience);
            try
            {
                if (socket.State == WebSocketState.Open)
                    await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, limit.Token);
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Its own loop notices.
        }
    }

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
