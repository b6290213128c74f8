using EzSolutions.Application.Common;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Provisioning;
using MediatR;

namespace EzSolutions.Application.Billing.Subscriptions;

/// <summary>O07: what was suspended for non-payment comes back.</summary>
[Access(Audience.System)]
public sealed record LiftNonPayment(Guid ServiceId) : IJobRequest;

/// <summary>O06: what is not billed any more is backed up and removed.</summary>
[Access(Audience.System)]
public sealed record EndService(Guid ServiceId, TerminationReason Reason) : IJobRequest;

/// <summary>O08: a plan that is paid for is carried out.</summary>
[Access(Audience.System)]
public sealed record ResizeToPlan(Guid ServiceId, string ProductCode) : IJobRequest;

/// <summary>Asks provisioning for what billing has decided; jobs, because the one who pays or cancels may not ask for it themselves.</summary>
internal sealed class ServiceJobsHandler(IMediator mediator) :
    IRequestHandler<LiftNonPayment, Result<Done>>,
    IRequestHandler<EndService, Result<Done>>,
    IRequestHandler<ResizeToPlan, Result<Done>>
{
    public Task<Result<Done>> Handle(LiftNonPayment request, CancellationToken cancellationToken) =>
        AskAsync(new UnsuspendService(request.ServiceId, SuspensionReason.NonPayment), cancellationToken);

    public Task<Result<Done>> Handle(EndService request, CancellationToken cancellationToken) =>
        AskAsync(new TerminateService(request.ServiceId, request.Reason), cancellationToken);

    public Task<Result<Done>> Handle(ResizeToPlan request, CancellationToken cancellationToken) =>
        AskAsync(new ResizeService(request.ServiceId, request.ProductCode), cancellationToken);

    /// <summary>Somebody else at it, or something else under way: again later. Any other refusal is for staff (P06).</summary>
    private async Task<Result<Done>> AskAsync(ICommand<Done> request, CancellationToken ct)
    {
        var answer = await mediator.Send(request, ct);
        return answer.Error is { Code: "conflict" or "service_busy" or "service_pending" } busy ? Error.Unavailable(busy.Code, busy.Message) : answer;
    }
}
