using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Provisioning;

/// <summary>One of the customer's own services; somebody else's is service_not_found, the same as none. Staff and the system see any.</summary>
[Access(Audience.Customer | Audience.Staff | Audience.System)]
public sealed record GetService(Guid ServiceId) : IQuery<ServiceView>;

internal sealed class GetServiceHandler(ServiceViews views) : IRequestHandler<GetService, Result<ServiceView>>
{
    public Task<Result<ServiceView>> Handle(GetService request, CancellationToken cancellationToken) =>
        views.ReadAsync(request.ServiceId, cancellationToken);
}
