using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning.Lifecycle;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;
using MediatR;

namespace EzSolutions.Application.Provisioning;

/// <summary>
/// Brings a backup back: the server is switched off and its disk replaced, whatever was changed since is lost. Errors: service_not_found,
/// backup_not_found, service_not_a_machine, service_suspended, service_not_active, service_busy.
/// </summary>
[Access(Audience.Customer | Audience.Staff)]
public sealed record RestoreService(Guid ServiceId, Guid BackupId) : ICommand<ServiceActivity>;

internal sealed class RestoreServiceHandler(LifecycleQueue queue, IStore store) : IRequestHandler<RestoreService, Result<ServiceActivity>>
{
    public async Task<Result<ServiceActivity>> Handle(RestoreService request, CancellationToken cancellationToken)
    {
        var found = await queue.FindIdleMachineAsync(request.ServiceId, cancellationToken);
        if (found.Error is { } error)
            return error;
        var service = found.Value;
        var known = await store.AnyAsync(
            store.Query<ServiceBackup>().Where(b => b.Id == request.BackupId && b.ServiceId == service.Id && b.State == BackupState.Done),
            cancellationToken);
        if (!known)
            return ServiceErrors.BackupNotFound;
        var job = await queue.AddAsync(service, LifecycleKind.Restore, $"Backup {request.BackupId}.", cancellationToken, request.BackupId);
        return ServiceActivity.Of(job);
    }
}
