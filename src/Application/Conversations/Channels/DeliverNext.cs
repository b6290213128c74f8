using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using EzSolutions.Domain.Conversations.Channels;
using MediatR;
using Microsoft.Extensions.Logging;

namespace EzSolutions.Application.Conversations.Channels;

/// <summary>
/// Sends the one entry that is next in a thread, if its time has come: recorded as being sent before the channel is called, and what came of it after
/// (P02). Of a message that changed faster than it could be sent, only the newest state goes out. Safe to run at any time, any number of times, on any number of nodes: the thread's row lock lets one of them have the entry.
/// </summary>
[Access(Audience.System)]
public sealed record DeliverNext(Guid ThreadId) : IWorkflow<DeliveryProgress>;

/// <param name="NextAt">When there is more to do in this thread; null when there is not.</param>
public sealed record DeliveryProgress(DateTimeOffset? NextAt);

internal sealed partial class DeliverNextHandler(
    IStore store,
    IUnitOfWork unitOfWork,
    ILiveFeed live,
    IEnumerable<IChannelAdapter> adapters,
    TimeProvider time,
    ILogger<DeliverNextHandler> logger) : IRequestHandler<DeliverNext, Result<DeliveryProgress>>
{
    private const string NotInstalled = "This channel is not set up any more.";
    private const string CannotTell = "The channel gave no clear answer, and cannot say whether the message is there.";

    public async Task<Result<DeliveryProgress>> Handle(DeliverNext request, CancellationToken cancellationToken)
    {
        var begun = await unitOfWork.RunAsync(ct => BeginAsync(request.ThreadId, ct), cancellationToken);
        if (!begun.IsSuccess)
            return begun.Error;
        if (begun.Value is not Step.Call call)
            return new DeliveryProgress(((Step.Rest)begun.Value).Until);

        // No transaction is open here: a channel that takes its time holds up nothing but its own thread.
        var outcome = await CallAsync(call, cancellationToken);
        return await unitOfWork.RunAsync(ct => RecordAsync(call, outcome, ct), cancellationToken);
    }

    private async Task<Result<Step>> BeginAsync(Guid threadId, CancellationToken ct)
    {
        if (await store.FindLockedAsync<ChannelThread>(threadId, ct) is not { } thread)
            return ChannelErrors.ThreadNotFound;
        var next = await store.FirstOrDefaultAsync(
            store.Query<Delivery>().Where(d => d.ThreadId == threadId && d.NextAttemptAt != null).OrderBy(d => d.Sequence).Select(d => new { d.Id, d.NextAttemptAt }),
            ct);
        var now = time.GetUtcNow();
        if (next is null || next.NextAttemptAt > now)
            return new Step.Rest(next?.NextAttemptAt);

        var delivery = (await store.FindAsync<Delivery>(d => d.Id == next.Id, ct))!;
        var adapter = adapters.FirstOrDefault(a => a.Channel == thread.Channel);
        if (thread.IsBlocked || adapter is null)
        {
            delivery.Fail(thread.BlockedReason ?? NotInstalled, now);
            await TellAsync(delivery, ct);
            return new Step.Rest(now);
        }

        // What may have been sent is looked up all the same: the newer state needs to know where it stands.
        var superseded = await IsSupersededAsync(delivery, ct);
        if (superseded && !delivery.IsAmbiguous)
        {
            delivery.Supersede(now);
            await TellAsync(delivery, ct);
            return new Step.Rest(now);
        }

        var look = delivery.Begin(now);
        await TellAsync(delivery, ct);
        return new Step.Call(adapter, await ReadAsync(thread, delivery, ct), look, superseded);
    }

    private Task<bool> IsSupersededAsync(Delivery delivery, CancellationToken ct)
    {
        var (threadId, placeId, sequence) = (delivery.ThreadId, delivery.PlaceId, delivery.Sequence);
        return store.AnyAsync(
            store.Query<Delivery>().Where(d => d.PlaceId == placeId && d.ThreadId == threadId && d.Sequence > sequence && d.State != DeliveryState.Failed), ct);
    }

    private async Task<OutboundEntry> ReadAsync(ChannelThread thread, Delivery delivery, CancellationToken ct)
    {
        var (entryId, placeId) = (delivery.EntryId, delivery.PlaceId);
        var entry = await store.FirstOrDefaultAsync(store.Query<Entry>().Where(e => e.Id == entryId), ct)
            ?? throw new InvalidOperationException($"Delivery {delivery.Id} is of no entry.");
        var replaced = entry.Replaces is null
            ? null
            : await store.FirstOrDefaultAsync(
                store.Query<Delivery>()
                    .Where(d => d.PlaceId == placeId && d.EntryId != entryId && d.ExternalId != null)
                    .OrderByDescending(d => d.Sequence)
                    .Select(d => d.ExternalId),
                ct);
        var locale = await store.FirstOrDefaultAsync(
            store.Query<Conversation>().Where(c => c.Id == entry.ConversationId).Select(c => c.Locale), ct);
        return new OutboundEntry(delivery.Id, ChannelAddress.Of(thread, locale), EntryView.Of(entry), replaced, delivery.Attempts);
    }

    /// <returns>Null: an earlier try may have got there, and the channel cannot tell.</returns>
    private async Task<DeliveryOutcome?> CallAsync(Step.Call call, CancellationToken ct)
    {
        try
        {
            if (!call.Look)
                return await call.Adapter.DeliverAsync(call.Entry, ct);
            var found = await call.Adapter.FindAsync(call.Entry, ct);

            // It is certainly not there, so sending it is no replay.
            return found is DeliveryOutcome.Retry && !call.Superseded ? await call.Adapter.DeliverAsync(call.Entry, ct) : found;
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            // A bug of the adapter; whether it had sent by then, nobody knows.
            LogThrew(logger, exception, call.Entry.DeliveryId);
            return new DeliveryOutcome.Unknown($"{exception.GetType().Name}, see the log.");
        }
    }

    private async Task<Result<DeliveryProgress>> RecordAsync(Step.Call call, DeliveryOutcome? outcome, CancellationToken ct)
    {
        var id = call.Entry.DeliveryId;
        if (await store.FindLockedAsync<Delivery>(id, ct) is not { } delivery)
            return ChannelErrors.DeliveryNotFound;
        var now = time.GetUtcNow();
        switch (outcome)
        {
            case DeliveryOutcome.Sent sent:
                delivery.Sent(sent.ExternalId, now);
                break;
            case DeliveryOutcome.Retry when call.Superseded:
                delivery.Supersede(now);
                break;
            case DeliveryOutcome.Retry retry:
                delivery.Postpone(retry.Reason, retry.After, now);
                break;
            case DeliveryOutcome.Failed failed:
                delivery.Fail(failed.Reason, now);
                if (failed.Blocked && await store.FindAsync<ChannelThread>(t => t.Id == delivery.ThreadId, ct) is { } thread)
                    thread.Block(failed.Reason, now);
                break;
            case DeliveryOutcome.Unknown unknown:
                delivery.Doubt(unknown.Reason, now);
                break;
            case null:
                delivery.GiveUpLooking(CannotTell, now);
                break;
        }
        await TellAsync(delivery, ct);
        return new DeliveryProgress(delivery.NextAttemptAt ?? now);
    }

    private Task TellAsync(Delivery delivery, CancellationToken ct) =>
        live.PublishAsync(ConversationTopics.Deliveries, $"{delivery.ConversationId}:{delivery.EntryId}", ct);

    [LoggerMessage(361, LogLevel.Error, "The channel's adapter failed at delivery {DeliveryId}")]
    private static partial void LogThrew(ILogger logger, Exception exception, Guid deliveryId);

    /// <summary>What a look at a thread leads to.</summary>
    private abstract record Step
    {
        private Step()
        {
        }

        /// <param name="Until">Null: nothing waits here.</param>
        public sealed record Rest(DateTimeOffset? Until) : Step;

        /// <param name="Look">An earlier try had no clear answer: look for it first.</param>
        /// <param name="Superseded">A newer state waits: it is looked for, and not sent.</param>
        public sealed record Call(IChannelAdapter Adapter, OutboundEntry Entry, bool Look, bool Superseded) : Step;
    }
}

/// <summary>Threads where something waits whose time has come: what a crash left behind, and what is to be tried again.</summary>
[Access(Audience.System)]
public sealed record FindDueDeliveries : IQuery<IReadOnlyList<Guid>>;

internal sealed class FindDueDeliveriesHandler(IStore store, TimeProvider time) : IRequestHandler<FindDueDeliveries, Result<IReadOnlyList<Guid>>>
{
    public async Task<Result<IReadOnlyList<Guid>>> Handle(FindDueDeliveries request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await store.ListAsync(
            store.Query<Delivery>().Where(d => d.NextAttemptAt != null && d.NextAttemptAt <= now).Select(d => d.ThreadId).Distinct().Take(1_000),
            cancellationToken);
    }
}
