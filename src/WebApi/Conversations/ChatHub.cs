using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Domain.Common;
using EzSolutions.WebApi.Auth;
using MediatR;
using Microsoft.AspNetCore.SignalR;

namespace EzSolutions.WebApi.Conversations;

/// <summary>The live half of the chat protocol: the same use cases as <see cref="ChatEndpoints"/>. A socket reads its session's own conversation (C04).</summary>
internal sealed class ChatHub(IMediator mediator, IActorContext actors, LiveReaders readers, HubSockets sockets, TimeProvider time) : Hub
{
    private const string Joined = "conversation";
    private const string TypedAt = "typed";
    private static readonly TimeSpan TypingPause = TimeSpan.FromSeconds(2);

    public static string GroupOf(Guid conversationId) => $"chat:{conversationId}";

    public override async Task OnConnectedAsync()
    {
        if (actors.ConversationId() is not { } conversationId || Context.GetHttpContext()?.Features.Get<SessionFeature>() is not { } session)
        {
            Context.Abort();
            return;
        }
        Context.Items[Joined] = conversationId;
        sockets.Add(Context, session);
        readers.Join(conversationId);
        await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(conversationId), Context.ConnectionAborted);
        if (await mediator.Send(new GetOwner(conversationId), Context.ConnectionAborted) is { IsSuccess: true } owner)
            await Clients.Caller.SendAsync("Owner", owner.Value, Context.ConnectionAborted);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        sockets.Remove(Context);
        if (Context.Items[Joined] is Guid conversationId)
            readers.Leave(conversationId);
        return Task.CompletedTask;
    }

    public Task<Appended> Send(ChatEndpoints.MessageBody message) =>
        ReceiveAsync(new ReceiveMessage(message.ClientMessageId, message.Text, message.Attachments), message.ClientMessageId);

    public Task<Appended> Act(ChatEndpoints.ActionBody action) =>
        ReceiveAsync(new ReceiveAction(action.ClientMessageId, action.EntryId, action.ActionId, action.Values), action.ClientMessageId);

    public async Task Typing()
    {
        // Told now and then; more often would only cost.
        if (Context.Items.TryGetValue(TypedAt, out var last) && time.GetElapsedTime((long)last!) < TypingPause)
            return;
        Context.Items[TypedAt] = time.GetTimestamp();
        (await mediator.Send(new SignalTyping(), Context.ConnectionAborted)).OrRefuse();
    }

    public async Task Read(long sequence) => (await mediator.Send(new MarkRead(sequence), Context.ConnectionAborted)).OrRefuse();

    /// <summary>What follows the cursor.</summary>
    public async Task<EntryPage> Resume(long after) => (await mediator.Send(new ReadEntries(after), Context.ConnectionAborted)).OrRefuse();

    private async Task<Appended> ReceiveAsync(IRequest<Result<Appended>> request, string clientMessageId)
    {
        var accepted = (await mediator.Send(request, CancellationToken.None)).OrRefuse();
        await Clients.Caller.SendAsync("Receipt", new { clientMessageId, accepted.Sequence });
        return accepted;
    }
}

internal static class HubResults
{
    /// <summary>The value, or the refusal as the hub protocol tells it: <c>code: message</c>.</summary>
    public static T OrRefuse<T>(this Result<T> result) =>
        result.IsSuccess ? result.Value : throw new HubException($"{result.Error.Code}: {result.Error.Message}");
}
