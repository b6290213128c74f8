using EzSolutions.Application.Common;
using EzSolutions.Domain.Billing;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing;

/// <summary>A look at a stored event failed: it is taken up again later, and after the eighth failure staff are told (P06).</summary>
/// <param name="Reason">For staff, without secrets.</param>
[Access(Audience.System)]
public sealed record PostponeInboxEvent(Guid InboxEventId, string Reason) : ICommand<Done>;

internal sealed class PostponeInboxEventHandler(IStore store, IJobQueue jobs, TimeProvider time) : IRequestHandler<PostponeInboxEvent, Result<Done>>
{
    public async Task<Result<Done>> Handle(PostponeInboxEvent request, CancellationToken cancellationToken)
    {
        if (await store.FindLockedAsync<InboxEvent>(request.InboxEventId, cancellationToken) is not { State: InboxState.Received } row)
            return Done.Value;
        if (row.Postpone(request.Reason, time.GetUtcNow()))
            await jobs.EnqueueAsync(Alarm(row, request.Reason), cancellationToken);
        return Done.Value;
    }

    private static RaiseBillingAlarm Alarm(InboxEvent row, string reason) => new(
        $"A {row.Provider} event cannot be processed: {row.Type}",
        $"Event {row.EventId} failed {row.Attempts} times, last with: {reason} It is kept and tried again every half hour.",
        $"inbox:{row.Id:N}");
}
