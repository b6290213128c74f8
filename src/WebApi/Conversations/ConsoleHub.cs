using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.WebApi.Auth;
using MediatR;
using Microsoft.AspNetCore.SignalR;

namespace EzSolutions.WebApi.Conversations;

/// <summary>The staff's live wire: inbox lines and counts for all, entries and typing of the conversations they watch.</summary>
internal sealed class ConsoleHub(IMediator mediator, IActorContext actors, LiveReaders readers, HubSockets sockets) : Hub
{
    public const string Inbox = "inbox";
    private const int MostWatched = 50;
    private const string WatchedItem = "watched";

    public static string GroupOf(Guid conversationId) => $"console:{conversationId}";

    public static string GroupOfStaff(Guid staffId) => $"staff:{staffId}";

    public override async Task OnConnectedAsync()
    {
        if (actors.Current is not Actor.Staff staff || Context.GetHttpContext()?.Features.Get<SessionFeature>() is not { } session)
        {
            Context.Abort();
            return;
        }
        Context.Items[WatchedItem] = new HashSet<Guid>();
        sockets.Add(Context, session);
        await Groups.AddToGroupAsync(Context.ConnectionId, Inbox, Context.ConnectionAborted);
        await Groups.AddToGroupAsync(Context.ConnectionId, GroupOfStaff(staff.StaffId), Context.ConnectionAborted);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        sockets.Remove(Context);
        foreach (var conversationId in Watched)
            readers.Leave(conversationId);
        return Task.CompletedTask;
    }

    public async Task Watch(Guid conversationId)
    {
        RequireStaff();
        if (Watched.Count >= MostWatched)
            throw new HubException("too_many_watched: Close some conversations first.");
        if (!Watched.Add(conversationId))
            return;
        readers.Join(conversationId);
        await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(conversationId), Context.ConnectionAborted);
    }

    public async Task Unwatch(Guid conversationId)
    {
        if (!Watched.Remove(conversationId))
            return;
        readers.Leave(conversationId);
        await Groups.RemoveFromGroupAsync(Context.ConnectionId, GroupOf(conversationId), Context.ConnectionAborted);
    }

    public async Task Typing(Guid conversationId) =>
        (await mediator.Send(new SignalTyping(conversationId), Context.ConnectionAborted)).OrRefuse();

    /// <summary>Calls of one connection run one after the other, so a plain set will do.</summary>
    private HashSet<Guid> Watched => Context.Items[WatchedItem] as HashSet<Guid> ?? [];

    private void RequireStaff()
    {
        if (actors.Current is not Actor.Staff)
            throw new HubException("forbidden: This is for staff.");
    }
}
