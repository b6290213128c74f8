using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning.Lifecycle;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Provisioning;

/// <summary>
/// Asks for a power action on the customer's own running service; it is carried out by a job, and its outcome is told in the conversation that
/// asked. Errors: service_not_found, service_not_active, service_suspended, service_busy, power_action_in_progress, power_action_not_possible.
/// </summary>
/// <returns>The service with the action accepted.</returns>
[Access(Audience.Customer | Audience.Staff)]
public sealed record PowerService(Guid ServiceId, PowerAction Action) : ICommand<ServiceView>;

internal sealed class PowerServiceValidator : AbstractValidator<PowerService>
{
    public PowerServiceValidator() =>
        RuleFor(r => r.Action).IsInEnum().WithMessage("The action is start, stop, reboot or shutdown.");
}

internal sealed class PowerServiceHandler(
    IActorContext actor, IStore store, IIdGenerator ids, IJobQueue jobs, TimeProvider clock, ServiceViews views, LifecycleQueue queue)
    : IRequestHandler<PowerService, Result<ServiceView>>
{
    public async Task<Result<ServiceView>> Handle(PowerService request, CancellationToken cancellationToken)
    {
        // The service's row lock makes two requests take turns; the second finds the first one's job.
        var service = await store.FindLockedAsync<Service>(request.ServiceId, cancellationToken);
        if (service is null || !service.IsVisibleTo(actor.Current))
            return ServiceErrors.NotFound;
        if (await store.AnyAsync(store.Query<PowerJob>().Where(j => j.ServiceId == service.Id && j.FinishedAt == null), cancellationToken))
            return ServiceErrors.PowerInProgress;
        if (service.Refuses(request.Action) is { } refused)
            return refused;
        if (await queue.IsBusyAsync(service.Id, cancellationToken))
            return ServiceErrors.Busy;

        var conversation = (actor.Current as Actor.Customer)?.ConversationId;
        var job = PowerJob.Create(ids.NewId(), service, request.Action, conversation, actor.Current.Describe(), clock.GetUtcNow());
        store.Add(job);
        await jobs.EnqueueAsync(new RunPower(job.Id), cancellationToken);
        await store.FlushAsync(cancellationToken);
        return await views.ReadAsync(service.Id, cancellationToken);
    }
}
