using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning.Lifecycle;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;
using MediatR;

namespace EzSolutions.Application.Provisioning;

/// <summary>
/// Gives the server a new root password, which it takes over in a restart; it is shown once behind the service's credentials link (P07).
/// Errors: service_not_found, service_not_a_machine, service_suspended, service_not_active, service_busy.
/// </summary>
[Access(Audience.Customer | Audience.Staff)]
public sealed record ResetServicePassword(Guid ServiceId) : ICommand<ServiceActivity>;

internal sealed class ResetServicePasswordHandler(LifecycleQueue queue) : IRequestHandler<ResetServicePassword, Result<ServiceActivity>>
{
    public async Task<Result<ServiceActivity>> Handle(ResetServicePassword request, CancellationToken cancellationToken)
    {
        var found = await queue.FindIdleMachineAsync(request.ServiceId, cancellationToken);
        if (found.Error is { } error)
            return error;
        return ServiceActivity.Of(await queue.AddAsync(found.Value, LifecycleKind.ResetPassword, "A new root password.", cancellationToken));
    }
}
