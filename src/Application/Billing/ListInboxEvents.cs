using EzSolutions.Application.Billing.Inbox;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing;

/// <summary>What gateways have told us, newest first.</summary>
/// <param name="State">received, processed, ignored or unmatched; null shows all.</param>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record ListInboxEvents(PageRequest Page, InboxState? State = null) : IQuery<Page<InboxEventView>>;

/// <param name="Note">What came of it.</param>
public sealed record InboxEventView(
    Guid Id, string Provider, string EventId, string Type, string State, string? Note, DateTimeOffset ReceivedAt, DateTimeOffset? HandledAt, string? Payload);

internal sealed class ListInboxEventsHandler(IStore store) : IRequestHandler<ListInboxEvents, Result<Page<InboxEventView>>>
{
    public async Task<Result<Page<InboxEventView>>> Handle(ListInboxEvents request, CancellationToken cancellationToken)
    {
        var events = store.Query<InboxEvent>();
        if (request.State is { } state)
            events = events.Where(e => e.State == state);
        return await store.NewestFirstAsync(events, request.Page, View, cancellationToken);
    }

    internal static InboxEventView View(InboxEvent row) => new(
        row.Id, row.Provider, row.EventId, row.Type, row.State.Word(), row.Note, row.ReceivedAt, row.HandledAt, PayloadMask.Apply(row.Payload));
}
