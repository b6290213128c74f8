using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Support;
using MediatR;

namespace EzSolutions.Application.Support;

/// <summary>Closes a ticket: by staff, or by its customer who needs no more. Errors: ticket_not_found, ticket_closed.</summary>
[Access(Audience.Customer | Audience.Staff)]
public sealed record CloseTicket(string IdOrNumber) : ICommand<TicketView>;

/// <summary>Opens a closed ticket again. Errors: ticket_not_found, ticket_not_closed.</summary>
[Access(Audience.Staff)]
public sealed record ReopenTicket(string IdOrNumber) : ICommand<TicketView>;

/// <summary>Errors: ticket_not_found.</summary>
[Access(Audience.Staff)]
public sealed record PrioritiseTicket(string IdOrNumber, TicketPriority Priority) : ICommand<TicketView>;

internal sealed class ChangeTicketHandler(IStore store, IActorContext actors, TimeProvider time)
    : IRequestHandler<CloseTicket, Result<TicketView>>,
      IRequestHandler<ReopenTicket, Result<TicketView>>,
      IRequestHandler<PrioritiseTicket, Result<TicketView>>
{
    public Task<Result<TicketView>> Handle(CloseTicket request, CancellationToken cancellationToken) =>
        ChangeAsync(request.IdOrNumber, ticket => ticket.Close(time.GetUtcNow()), cancellationToken);

    public Task<Result<TicketView>> Handle(ReopenTicket request, CancellationToken cancellationToken) =>
        ChangeAsync(request.IdOrNumber, ticket => ticket.Reopen(time.GetUtcNow()), cancellationToken);

    public Task<Result<TicketView>> Handle(PrioritiseTicket request, CancellationToken cancellationToken) =>
        ChangeAsync(
            request.IdOrNumber,
            ticket =>
            {
                ticket.Prioritise(request.Priority, time.GetUtcNow());
                return Result.Done;
            },
            cancellationToken);

    private async Task<Result<TicketView>> ChangeAsync(string idOrNumber, Func<Ticket, Result<Done>> change, CancellationToken ct)
    {
        if (await store.FindTicketLockedAsync(idOrNumber, actors.Current, ct) is not { } ticket)
        {
            return TicketErrors.NotFound;
        }

        return change(ticket).Map(_ => TicketViews.From(ticket));
    }
}
