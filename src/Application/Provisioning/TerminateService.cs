using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning.Lifecycle;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using EzSolutions.Domain.Provisioning.Lifecycle;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Provisioning;

/// <summary>
/// O06: ends a service for good. From this transaction on it is terminating; a job makes the final backup, and only after its success record
/// destroys the machine. Ending already: nothing happens. Errors: service_not_found, service_pending.
/// </summary>
[Access(Audience.System | Audience.Staff, Roles = [StaffRole.Billing])]
public sealed record TerminateService(Guid ServiceId, TerminationReason Reason) : ICommand<Done>;

internal sealed class TerminateServiceValidator : AbstractValidator<TerminateService>
{
    public TerminateServiceValidator() =>
        RuleFor(r => r.Reason).IsInEnum().WithMessage("The reason is non_payment, cancelled, abuse or staff.");
}

internal sealed class TerminateServiceHandler(LifecycleQueue queue, IStore store, IIdGenerator ids, TimeProvider clock)
    : IRequestHandler<TerminateService, Result<Done>>
{
    public async Task<Result<Done>> Handle(TerminateService request, CancellationToken cancellationToken)
    {
        var found = await queue.FindAsync(request.ServiceId, cancellationToken);
        if (found.Error is { } none)
            return none;
        var service = found.Value;
        var begun = service.BeginTermination(request.Reason);
        if (begun.Error is { } error)
            return error;
        if (!begun.Value)
            return Result.Done;
        if (service.IsMachine && service.Place is null)
        {
            // It never came to be: there is nothing to back up or to destroy.
            service.Terminate(clock.GetUtcNow());
            return Result.Done;
        }

        Guid? backupId = null;
        if (service.IsMachine)
        {
            var backup = ServiceBackup.Begin(ids.NewId(), service, BackupPurpose.Final, clock.GetUtcNow());
            store.Add(backup);
            backupId = backup.Id;
        }

        await queue.AddAsync(service, LifecycleKind.Terminate, request.Reason.ToString(), cancellationToken, backupId);
        return Result.Done;
    }
}
