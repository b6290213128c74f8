using EzSolutions.Application.Common;
using MediatR;

namespace EzSolutions.Application.Support;

/// <summary>
/// P06: a dead job raises an alert and opens a staff ticket. Features that clean up after a job of theirs say so on the request
/// (<see cref="IReportsOwnDeath"/>) and open the ticket themselves.
/// </summary>
internal sealed class DeadJobTickets(IMediator mediator) : IDeadJobHandler
{
    public async Task HandleAsync(DeadJob job, CancellationToken ct)
    {
        if (job.Request is IReportsOwnDeath)
        {
            return;
        }

        // P07: the request carries ids, never secrets; its text form shows which one it was.
        var name = job.Request.GetType().Name;
        var body = $"The job {name} did not succeed after {job.Attempts} attempts and will not be tried again by itself.\n"
            + $"Last answer: {job.LastError.Code}: {job.LastError.Message}\n"
            + $"Request: {job.Request}";
        await mediator.Send(new OpenStaffTicket($"Job failed: {name}", body, $"job:{name}:{job.LastError.Code}"), ct);
    }
}
