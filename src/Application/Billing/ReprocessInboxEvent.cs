using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing;

/// <summary>P08: staff have an unmatched event looked at again, e.g. after putting right what it did not match. Errors: event_not_found, event_not_repeatable.</summary>
[Access(Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record ReprocessInboxEvent(Guid InboxEventId) : ICommand<InboxEventView>;

internal sealed class ReprocessInboxEventHandler(IStore store, IUnitOfWork unitOfWork, IInboxDispatcher dispatcher, TimeProvider time) : IRequestHandler<ReprocessInboxEvent, Result<InboxEventView>>
{
    public async Task<Result<InboxEventView>> Handle(ReprocessInboxEvent request, CancellationToken cancellationToken)
    {
        if (await store.FindLockedAsync<InboxEvent>(request.InboxEventId, cancellationToken) is not { } row)
            return BillingErrors.EventNotFound;
        if (row.LookAgain(time.GetUtcNow()).Error is { } refused)
            return refused;
        unitOfWork.AfterCommit(() => dispatcher.Wake(row.Id));
        return ListInboxEventsHandler.View(row);
    }
}
