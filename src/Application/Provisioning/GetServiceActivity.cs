using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;
using MediatR;

namespace EzSolutions.Application.Provisioning;

/// <summary>Work on the customer's own service, under way or finished. Errors: service_not_found, activity_not_found.</summary>
[Access(Audience.Customer | Audience.Staff | Audience.System)]
public sealed record GetServiceActivity(Guid ServiceId, Guid ActivityId) : IQuery<ServiceActivity>;

internal sealed class GetServiceActivityHandler(IActorContext actor, IStore store) : IRequestHandler<GetServiceActivity, Result<ServiceActivity>>
{
    private static readonly Error NotFound = Error.NotFound("activity_not_found", "There is no such work on this service.");

    public async Task<Result<ServiceActivity>> Handle(GetServiceActivity request, CancellationToken cancellationToken)
    {
        var service = await store.FirstOrDefaultAsync(store.Query<Service>().Where(s => s.Id == request.ServiceId), cancellationToken);
        if (service is null || !service.IsVisibleTo(actor.Current))
            return ServiceErrors.NotFound;
        return await store.FirstOrDefaultAsync(
            store.Query<LifecycleJob>().Where(j => j.Id == request.ActivityId && j.ServiceId == service.Id), cancellationToken) is { } job
            ? ServiceActivity.Of(job)
            : NotFound;
    }
}
