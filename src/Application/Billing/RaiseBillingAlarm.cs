using EzSolutions.Application.Common;
using EzSolutions.Application.Support;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Billing;

/// <summary>Job: opens a staff ticket about money that needs a person. A job of its own, so that a ticket can fail without touching money (M12).</summary>
/// <param name="Reference">The same for the same matter: a second alarm adds to the open ticket.</param>
[Access(Audience.System)]
public sealed record RaiseBillingAlarm(string Subject, string Body, string Reference, Guid? CustomerId = null) : IJobRequest;

internal sealed class RaiseBillingAlarmHandler(IMediator mediator) : IRequestHandler<RaiseBillingAlarm, Result<Done>>
{
    public async Task<Result<Done>> Handle(RaiseBillingAlarm request, CancellationToken cancellationToken) =>
        (await mediator.Send(new OpenStaffTicket(request.Subject, request.Body, request.Reference, request.CustomerId), cancellationToken))
        .Map(_ => Done.Value);
}
