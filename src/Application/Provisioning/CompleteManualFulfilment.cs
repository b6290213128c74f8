using EzSolutions.Application.Common;
using EzSolutions.Domain.Catalog;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using MediatR;

namespace EzSolutions.Application.Provisioning;

/// <summary>Staff have set up a service by hand. Errors: service_not_found, service_not_pending.</summary>
[Access(Audience.Staff)]
public sealed record CompleteManualFulfilment(Guid ServiceId) : ICommand<Done>;

internal sealed class CompleteManualFulfilmentHandler(IStore store, TimeProvider clock) : IRequestHandler<CompleteManualFulfilment, Result<Done>>
{
    private static readonly Error NotPending = Error.Conflict(
        "service_not_pending", "Only a pending service that is set up by hand can be marked as ready.");

    public async Task<Result<Done>> Handle(CompleteManualFulfilment request, CancellationToken cancellationToken)
    {
        if (await store.FindLockedAsync<Service>(request.ServiceId, cancellationToken) is not { } service)
            return ServiceErrors.NotFound;
        if (service.State is not ServiceState.Pending || service.ProductType is ProductType.Vps)
            return NotPending;
        service.Activate(clock.GetUtcNow());
        return Result.Done;
    }
}
