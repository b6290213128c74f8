using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Billing.Inbox;

/// <summary>
/// P08: staff have a range of events looked at again, whatever came of them. Harmless by M05: what an event has done is not done twice. At most 1,000
/// at a time, oldest first; the answer says where to go on.
/// </summary>
/// <param name="Provider">Null takes every gateway's.</param>
/// <param name="State">Null takes all.</param>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record ReplayInboxEvents(DateTimeOffset From, DateTimeOffset To, string? Provider = null, InboxState? State = null) : ICommand<EventsReplayed>;

/// <param name="Next">Where to go on; null when that was all.</param>
public sealed record EventsReplayed(int Count, DateTimeOffset? Next);

internal sealed class ReplayInboxEventsValidator : AbstractValidator<ReplayInboxEvents>
{
    public ReplayInboxEventsValidator() =>
        RuleFor(r => r.To).GreaterThan(r => r.From).WithMessage("The range ends before it begins.");
}

internal sealed class ReplayInboxEventsHandler(IStore store, IUnitOfWork unitOfWork, IInboxDispatcher dispatcher, TimeProvider time)
    : IRequestHandler<ReplayInboxEvents, Result<EventsReplayed>>
{
    private const int Batch = 1_000;

    public async Task<Result<EventsReplayed>> Handle(ReplayInboxEvents request, CancellationToken cancellationToken)
    {
        var (from, to) = (request.From.ToUniversalTime(), request.To.ToUniversalTime());
        var wanted = store.Query<InboxEvent>().Where(e => e.ReceivedAt >= from && e.ReceivedAt < to && e.Payload != null);
        if (request.Provider is { } provider)
            wanted = wanted.Where(e => e.Provider == provider);
        if (request.State is { } state)
            wanted = wanted.Where(e => e.State == state);
        var found = await store.ListAsync(
            wanted.OrderBy(e => e.ReceivedAt).ThenBy(e => e.Id).Take(Batch + 1).Select(e => new { e.Id, e.ReceivedAt }), cancellationToken);

        var ids = found.Take(Batch).Select(e => e.Id).ToHashSet();
        foreach (var row in await store.FindAllAsync<InboxEvent>(e => ids.Contains(e.Id), cancellationToken))
            row.Replay(time.GetUtcNow());
        unitOfWork.AfterCommit(() => ids.ToList().ForEach(dispatcher.Wake));
        return new EventsReplayed(ids.Count, found.Count > Batch ? found[^1].ReceivedAt : null);
    }
}

/// <summary>P08: one event again, whatever came of it. Errors: event_not_found, event_not_repeatable (its payload is no longer kept).</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record ReplayInboxEvent(Guid InboxEventId) : ICommand<InboxEventView>;

internal sealed class ReplayInboxEventHandler(IStore store, IUnitOfWork unitOfWork, IInboxDispatcher dispatcher, TimeProvider time)
    : IRequestHandler<ReplayInboxEvent, Result<InboxEventView>>
{
    public async Task<Result<InboxEventView>> Handle(ReplayInboxEvent request, CancellationToken cancellationToken)
    {
        if (await store.FindLockedAsync<InboxEvent>(request.InboxEventId, cancellationToken) is not { } row)
            return BillingErrors.EventNotFound;
        if (row.Replay(time.GetUtcNow()).Error is { } refused)
            return refused;
        unitOfWork.AfterCommit(() => dispatcher.Wake(row.Id));
        return ListInboxEventsHandler.View(row);
    }
}
