using System.Net.WebSockets;
using EzSolutions.Domain.Common;
using Microsoft.Extensions.Options;

namespace EzSolutions.WebApi.Conversations.DirectLine;

/// <summary>
/// The protocol's WebSocket: what follows the watermark, then whatever comes. A stream holds its cursor and asks the log again when something has
/// changed, so nothing is lost or told twice, however the news came; between two changes it costs a waiting task and nothing else.
/// </summary>
internal static class DirectLineStream
{
    /// <summary>Keep-alives are ours (one timer for all streams), not a timer of each socket.</summary>
    public static RequestDelegate StreamPipeline(this IEndpointRouteBuilder app) => app.CreateApplicationBuilder()
        .UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero })
        .Use(_ => RunAsync)
        .Build();

    private static async Task RunAsync(HttpContext http)
    {
        var services = http.RequestServices;
        var (caller, refusal) = await services.GetRequiredService<DirectLineAccess>().CheckOpenAsync(http, http.Request.Query["t"], TokenUse.Stream);
        var streams = services.GetRequiredService<DirectLineStreams>();
        refusal ??= !http.WebSockets.IsWebSocketRequest ? DirectLineRefusal.NoSocket
            : streams.CountOf(caller!.Token.ConversationId) >= services.GetRequiredService<IOptions<DirectLineOptions>>().Value.StreamsPerConversation
                ? DirectLineRefusal.TooFast(TimeSpan.FromSeconds(5))
                : null;
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(http);
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        using var stream = new OpenStream(socket, caller!, end);
        streams.Add(stream);
        try
        {
            await ServeAsync(stream, Watermarks.Read(http.Request.Query["watermark"]) ?? caller!.State.LastSequence, services, end.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
        {
            // The client left, or its session ended: it comes back by its watermark, if it may.
        }
        finally
        {
            streams.Remove(stream);
        }
    }

    private static async Task ServeAsync(OpenStream stream, long watermark, IServiceProvider services, CancellationToken ct)
    {
        var readers = services.GetRequiredService<LiveReaders>();
        var activities = services.GetRequiredService<DirectLineActivities>();
        var left = stream.ReceiveUntilClosedAsync(ct);
        while (!left.IsCompleted)
        {
            // Taken before looking: a change between the two is not missed.
            var changed = readers.NextChange(stream.ConversationId);
            var read = await activities.ReadAsync(stream.Caller, watermark, ct);
            if (!read.IsSuccess)
                break;
            if (read.Value.Next > watermark)
            {
                watermark = read.Value.Next;
                if (read.Value.Set.Activities.Count > 0)
                    await stream.SendAsync(read.Value.Set, ct);
                continue;
            }
            await Task.WhenAny(changed, left);
        }
        await stream.CloseAsync(ct);
    }
}
