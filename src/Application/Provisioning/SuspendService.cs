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
/// Switches a service off for a reason; its data is kept. From this transaction on it is suspended and its power cannot be switched; a job
/// shuts the machine down. Suspended for that reason already: nothing happens. Errors: service_not_found, service_not_active.
/// </summary>
/// <param name="Note">For staff; shown with the service there.</param>
[Access(Audience.System | Audience.Staff, Roles = [StaffRole.Support, StaffRole.Billing])]
public sealed record SuspendService(Guid ServiceId, SuspensionReason Reason, string Note) : ICommand<Done>;

internal sealed class SuspendServiceValidator : AbstractValidator<SuspendService>
{
    public SuspendServiceValidator()
    {
        RuleFor(r => r.Reason).IsInEnum().WithMessage("The reason is non_payment, abuse or staff.");
        RuleFor(r => r.Note).NotEmpty().WithMessage("Say why, for the colleagues who read it later.").MaximumLength(500);
    }
}

internal sealed class SuspendServiceHandler(LifecycleQueue queue, IActorContext actor, IIdGenerator ids, TimeProvider clock)
    : IRequestHandler<SuspendService, Result<Done>>
{
    public async Task<Result<Done>> Handle(SuspendService request, CancellationToken cancellationToken)
    {
        var found = await queue.FindAsync(request.ServiceId, cancellationToken);
        if (found.Error is { } none)
            return none;
        var service = found.Value;
        var already = service.State is ServiceState.Suspended;
        var suspended = service.Suspend(ids.NewId(), request.Reason, request.Note, actor.Current.Describe(), clock.GetUtcNow());
        if (suspended.Error is { } error)
            return error;
        // A further reason needs no further work: the machine is off, or on its way there.
        if (suspended.Value && !already)
            await queue.AddAsync(service, LifecycleKind.Suspend, $"{request.Reason}: {request.Note}", cancellationToken);
        return Result.Done;
    }
}
