using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using EzSolutions.Application.Common;
using EzSolutions.Application.Common.Json;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Conversations.Console;
using EzSolutions.Domain.Conversations;
using EzSolutions.Infrastructure.Common.Live;
using EzSolutions.WebApi.Conversations.DirectLine;
using MediatR;
using Microsoft.AspNetCore.SignalR;

namespace EzSolutions.WebApi.Conversations;

/// <summary>
/// Brings new entries to this node's own readers: those of this node straight after their commit, those of others when their notification comes
/// in, each loaded once however many read it. A hint on top of the log: what is lost here, clients fetch by their cursor.
/// </summary>
internal sealed partial class EntryRelay(
    LiveReaders readers,
    InboxFeed inbox,
    IHubContext<ChatHub> chat,
    IHubContext<ConsoleHub> console,
    DirectLineStreams streams,
    ILiveSubscriptions live,
    IServiceScopeFactory scopes,
    IIdGenerator ids,
    TimeProvider time,
    ILogger<EntryRelay> logger) : BackgroundService, IEntryPush
{
    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(2);

    /// <summary>One conversation's entries always go through the same lane, so they keep their order; a slow reader holds up only its lane.</summary>
    private readonly Channel<(Guid ConversationId, IReadOnlyList<Entry> Entries)>[] _lanes =
        [.. Enumerable.Range(0, 8).Select(_ => Channel.CreateUnbounded<(Guid, IReadOnlyList<Entry>)>())];

    public string Node { get; } = ids.NewId().ToString("N");

    public void Push(Guid conversationId, IReadOnlyList<Entry> entries)
    {
        inbox.Changed(conversationId);
        if (readers.Has(conversationId))
            _lanes[(uint)conversationId.GetHashCode() % _lanes.Length].Writer.TryWrite((conversationId, entries));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var entries = live.Subscribe(ConversationTopics.Entries, payload => ReceiveAsync(payload, stoppingToken));
        using var typing = live.Subscribe(ConversationTopics.Typing, payload => TypingAsync(payload, stoppingToken));
        using var deliveries = live.Subscribe(ConversationTopics.Deliveries, payload => DeliveryAsync(payload, stoppingToken));
        using var reads = live.Subscribe(ConversationTopics.Reads, payload => ReadAsync(payload, stoppingToken));
        await Task.WhenAll(_lanes.Select(lane => RelayAsync(lane.Reader, stoppingToken)));
    }

    private async Task ReceiveAsync(string? payload, CancellationToken ct)
    {
        if (payload is null)
        {
            // The feed was away: whoever reads here may have missed something.
            await CatchUpAsync(ct);
            return;
        }
        if (payload.Split(':') is not [var id, var first, var last, var node] || node == Node || !Guid.TryParse(id, out var conversationId))
            return;
        inbox.Changed(conversationId);
        if (!readers.Has(conversationId))
            return;
        var range = new ReadRange(conversationId, long.Parse(first, CultureInfo.InvariantCulture), long.Parse(last, CultureInfo.InvariantCulture));
        var entries = await SendAsync(range, ct);
        if (entries.IsSuccess)
            Push(conversationId, entries.Value);
    }

    private async Task CatchUpAsync(CancellationToken ct)
    {
        inbox.ChangedUnknown();
        foreach (var conversationIds in readers.Conversations.Chunk(500))
        {
            var missed = await SendAsync(new ReadSince(conversationIds, time.GetUtcNow() - LookBack), ct);
            foreach (var group in missed.IsSuccess ? missed.Value.GroupBy(e => e.ConversationId) : [])
                Push(group.Key, [.. group]);
        }
    }

    private async Task RelayAsync(ChannelReader<(Guid ConversationId, IReadOnlyList<Entry> Entries)> lane, CancellationToken ct)
    {
        try
        {
            await foreach (var (conversationId, entries) in lane.ReadAllAsync(ct))
            {
                readers.Changed(conversationId);
                try
                {
                    await DeliverAsync(conversationId, entries, ct);
                }
                catch (Exception exception) when (!ct.IsCancellationRequested)
                {
                    LogFailed(logger, conversationId, exception);
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping: clients reconnect elsewhere and resume by cursor.
        }
    }

    private async Task DeliverAsync(Guid conversationId, IReadOnlyList<Entry> entries, CancellationToken ct)
    {
        var customers = chat.Clients.Group(ChatHub.GroupOf(conversationId));
        var staff = console.Clients.Group(ConsoleHub.GroupOf(conversationId));
        foreach (var entry in entries)
        {
            var view = EntryView.Of(entry);
            // C03: one rule decides what the customer's side sees, here as in reads.
            if (entry.IsForCustomer())
                await customers.SendAsync("Entry", view, ct);
            await staff.SendAsync("Entry", conversationId, view, ct);
        }
        if (entries.Any(e => e.Kind == EntryKind.Event) && await SendAsync(new GetOwner(conversationId), ct) is { IsSuccess: true } owner)
            await customers.SendAsync("Owner", owner.Value, ct);
    }

    /// <summary>For staff alone; the customer sees on the channel what arrived.</summary>
    private async Task DeliveryAsync(string? payload, CancellationToken ct)
    {
        if (payload?.Split(':') is not [var id, var entry] || !Guid.TryParse(id, out var conversationId) || !Guid.TryParse(entry, out var entryId))
            return;
        if (readers.Has(conversationId) && await SendAsync(new GetDelivery(conversationId, entryId), ct) is { IsSuccess: true } delivery)
            await console.Clients.Group(ConsoleHub.GroupOf(conversationId)).SendAsync("Delivery", conversationId, delivery.Value, ct);
    }

    /// <summary>For the staff who look at that conversation.</summary>
    private async Task ReadAsync(string? payload, CancellationToken ct)
    {
        if (payload?.Split(':') is [var id, var upTo] && Guid.TryParse(id, out var conversationId) && long.TryParse(upTo, CultureInfo.InvariantCulture, out var sequence))
            await console.Clients.Group(ConsoleHub.GroupOf(conversationId)).SendAsync("Read", conversationId, sequence, ct);
    }

    private async Task TypingAsync(string? payload, CancellationToken ct)
    {
        if (payload is null || JsonSerializer.Deserialize<TypingSignal>(payload, DomainJson.Options) is not { } signal)
            return;
        var author = new AuthorView(signal.Kind, signal.Name);
        if (signal.Kind == AuthorKind.Staff)
        {
            await chat.Clients.Group(ChatHub.GroupOf(signal.ConversationId)).SendAsync("Typing", new { author }, ct);
            streams.Typing(signal.ConversationId, author, ct);
        }
        await console.Clients.Group(ConsoleHub.GroupOf(signal.ConversationId)).SendAsync("Typing", signal.ConversationId, author, ct);
    }

    private async Task<T> SendAsync<T>(IRequest<T> request, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Set(new Actor.System("entry-relay"));
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, ct);
    }

    [LoggerMessage(341, LogLevel.Warning, "New entries of conversation {ConversationId} could not be pushed")]
    private static partial void LogFailed(ILogger logger, Guid conversationId, Exception exception);
}
