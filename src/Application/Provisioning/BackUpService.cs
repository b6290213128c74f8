using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning.Lifecycle;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Provisioning;

/// <summary>
/// Backs a server up while it runs. When it has as many backups as are kept, the oldest makes room (Provisioning:BackupsKept). Final ones are
/// made by the system and stay. Errors: service_not_found, service_not_a_machine, service_suspended, service_not_active, service_busy.
/// </summary>
[Access(Audience.Customer | Audience.Staff | Audience.System)]
public sealed record BackUpService(Guid ServiceId, BackupPurpose Purpose = BackupPurpose.Requested) : ICommand<BackupView>;

internal sealed class BackUpServiceValidator : AbstractValidator<BackUpService>
{
    public BackUpServiceValidator() => RuleFor(r => r.Purpose).IsInEnum();
}

internal sealed class BackUpServiceHandler(LifecycleQueue queue, IStore store, IActorContext actor, IIdGenerator ids, TimeProvider clock)
    : IRequestHandler<BackUpService, Result<BackupView>>
{
    public async Task<Result<BackupView>> Handle(BackUpService request, CancellationToken cancellationToken)
    {
        if (request.Purpose is not BackupPurpose.Requested && actor.Current is Actor.Customer)
            return CommonErrors.Forbidden;
        var found = actor.Current is Actor.System
            ? await queue.FindAsync(request.ServiceId, cancellationToken)
            : await queue.FindIdleMachineAsync(request.ServiceId, cancellationToken);
        if (found.Error is { } error)
            return error;
        var service = found.Value;
        if (!service.IsMachine)
            return ServiceErrors.NotAMachine;
        if (service.Place is null)
            return ServiceErrors.NotRunning(service.State);
        var backup = ServiceBackup.Begin(ids.NewId(), service, request.Purpose, clock.GetUtcNow());
        store.Add(backup);
        await queue.AddAsync(service, LifecycleKind.BackUp, $"{request.Purpose} backup.", cancellationToken, backup.Id);
        return BackupView.Of(backup);
    }
}
