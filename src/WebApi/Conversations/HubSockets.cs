using System.Collections.Concurrent;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Infrastructure.Common.Live;
using EzSolutions.WebApi.Auth;
using MediatR;
using Microsoft.AspNetCore.SignalR;

namespace EzSolutions.WebApi.Conversations;

/// <summary>The sockets open on this node, of hubs and streams, by the session they came with.</summary>
internal sealed class HubSockets
{
    private readonly ConcurrentDictionary<string, (Action Abort, Guid SessionId, Guid? StaffId)> _open = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Guid> SessionIds => _open.Values.Select(s => s.SessionId).ToHashSet();

    public IReadOnlyCollection<Guid> StaffIds => _open.Values.Select(s => s.StaffId).OfType<Guid>().ToHashSet();

    public bool HasStaff => _open.Values.Any(s => s.StaffId is not null);

    public void Add(HubCallerContext socket, SessionFeature session)
    {
        var staffId = (session.Identity.Actor as Actor.Staff)?.StaffId;
        _open[socket.ConnectionId] = (socket.Abort, session.Identity.SessionId, staffId);
    }

    public void Add(string connectionId, Guid sessionId, Action abort) => _open[connectionId] = (abort, sessionId, null);

    public void Remove(HubCallerContext socket) => Remove(socket.ConnectionId);

    public void Remove(string connectionId) => _open.TryRemove(connectionId, out _);

    public void Close(Guid sessionId)
    {
        foreach (var open in _open.Values.Where(s => s.SessionId == sessionId))
            open.Abort();
    }
}

/// <summary>C04: a session that ends, on whichever node, loses its sockets: at once by the live feed, within 5 s by looking.</summary>
internal sealed partial class SocketGuard(
    HubSockets sockets, ILiveSubscriptions live, IServiceScopeFactory scopes, TimeProvider time, ILogger<SocketGuard> logger) : BackgroundService
{
    private const string RevokedTopic = "sessions";
    private const int Batch = 2000;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(4);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = live.Subscribe(RevokedTopic, payload =>
        {
            if (Guid.TryParse(payload, out var sessionId))
                sockets.Close(sessionId);
            return Task.CompletedTask;
        });
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                foreach (var sessionIds in sockets.SessionIds.Chunk(Batch))
                    await CheckAsync(sessionIds, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Without a database nothing can be read or pushed either; the next look decides.
                LogFailed(logger, exception.Message);
            }
        }
    }

    private async Task CheckAsync(Guid[] sessionIds, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.System("socket-guard"));
        var ended = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new FindEndedSessions(sessionIds), ct);
        foreach (var sessionId in ended.IsSuccess ? ended.Value : [])
            sockets.Close(sessionId);
    }

    [LoggerMessage(331, LogLevel.Warning, "Sessions of open sockets could not be checked: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
