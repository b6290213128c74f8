using System.Collections.Concurrent;
using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations.Console;
using MediatR;
using Microsoft.AspNetCore.SignalR;

namespace EzSolutions.WebApi.Conversations;

/// <summary>
/// Keeps the inboxes of staff on this node current. Changes are gathered for a moment, so that a busy hour costs a few queries a second and not
/// one per message; with no staff online it costs nothing.
/// </summary>
internal sealed partial class InboxFeed(
    HubSockets sockets, IHubContext<ConsoleHub> console, IServiceScopeFactory scopes, TimeProvider time, ILogger<InboxFeed> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<Guid, byte> _changed = new();
    private volatile bool _countsChanged;

    public void Changed(Guid conversationId)
    {
        if (!sockets.HasStaff)
            return;
        _changed[conversationId] = 0;
        _countsChanged = true;
    }

    /// <summary>Notifications may have been missed.</summary>
    public void ChangedUnknown() => _countsChanged = true;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_countsChanged || !sockets.HasStaff)
                continue;
            try
            {
                await PushAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Inboxes ask again when they reconnect; the next change tells them too.
                LogFailed(logger, exception.Message);
            }
        }
    }

    private async Task PushAsync(CancellationToken ct)
    {
        _countsChanged = false;
        var ids = _changed.Keys.Take(200).ToArray();
        foreach (var id in ids)
            _changed.TryRemove(id, out _);
        if (!_changed.IsEmpty)
            _countsChanged = true;

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.System("inbox-feed"));
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        if (ids.Length > 0 && await mediator.Send(new SummariseConversations(ids), ct) is { IsSuccess: true } summaries)
        {
            foreach (var summary in summaries.Value)
                await console.Clients.Group(ConsoleHub.Inbox).SendAsync("Conversation", summary, ct);
        }
        if (await mediator.Send(new CountForAllStaff(), ct) is { IsSuccess: true } tally)
        {
            foreach (var staffId in sockets.StaffIds)
                await console.Clients.Group(ConsoleHub.GroupOfStaff(staffId)).SendAsync("Counts", tally.Value.For(staffId), ct);
        }
    }

    [LoggerMessage(351, LogLevel.Warning, "Inboxes could not be brought up to date: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
