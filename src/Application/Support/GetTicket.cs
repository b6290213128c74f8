using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Support;
using MediatR;

namespace EzSolutions.Application.Support;

/// <summary>One of the customer's own tickets, by id or number; somebody else's is ticket_not_found, the same as none. Staff see any.</summary>
[Access(Audience.Customer | Audience.Staff)]
public sealed record GetTicket(string IdOrNumber) : IQuery<TicketView>;

internal sealed class GetTicketHandler(IStore store, IActorContext actors) : IRequestHandler<GetTicket, Result<TicketView>>
{
    public async Task<Result<TicketView>> Handle(GetTicket request, CancellationToken cancellationToken)
    {
        var ticket = await store.FirstOrDefaultAsync(
            store.Query<Ticket>().VisibleTo(actors.Current).Named(request.IdOrNumber), cancellationToken);
        return ticket is null ? TicketErrors.NotFound : TicketViews.From(ticket);
    }
}
