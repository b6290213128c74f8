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
/// O07: lifts the suspension for that reason, and no other; when none is left the service is active again and a job starts the machine.
/// Not suspended for that reason: nothing happens. Errors: service_not_found, service_not_active (it has ended).
/// </summary>
[Access(Audience.System | Audience.Staff, Roles = [StaffRole.Support, StaffRole.Billing])]
public sealed record UnsuspendService(Guid ServiceId, SuspensionReason Reason) : ICommand<Done>;

internal sealed class UnsuspendServiceValidator : AbstractValidator<UnsuspendService>
{
    public UnsuspendServiceValidator() => RuleFor(r => r.Reason).IsInEnum().WithMessage("The reason is non_payment, abuse or staff.");
}

internal sealed class UnsuspendServiceHandler(LifecycleQueue queue, TimeProvider clock) : IRequestHandler<UnsuspendService, Result<Done>>
{
    public async Task<Result<Done>> Handle(UnsuspendService request, CancellationToken cancellationToken)
    {
        var found = await queue.FindAsync(request.ServiceId, cancellationToken);
        if (found.Error is { } none)
            return none;
        var lifted = found.Value.Unsuspend(request.Reason, clock.GetUtcNow());
        if (lifted.Error is { } error)
            return error;
        if (lifted.Value)
            await queue.AddAsync(found.Value, LifecycleKind.Unsuspend, $"{request.Reason} is settled.", cancellationToken);
        return Result.Done;
    }
}
