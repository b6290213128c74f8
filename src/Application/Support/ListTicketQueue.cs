using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Support;

/// <summary>What waits for staff, latest change first; the system's own tickets included.</summary>
/// <param name="Closed">Closed ones too.</param>
[Access(Audience.Staff)]
public sealed record ListTicketQueue(PageRequest Page, bool Closed = false, Guid? CustomerId = null) : IQuery<Page<TicketView>>;

internal sealed class ListTicketQueueHandler(IMediator mediator) : IRequestHandler<ListTicketQueue, Result<Page<TicketView>>>
{
    public Task<Result<Page<TicketView>>> Handle(ListTicketQueue request, CancellationToken cancellationToken) =>
        mediator.Send(new ListTickets(request.Page, OpenOnly: !request.Closed, request.CustomerId), cancellationToken);
}
