using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Support;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Support;

/// <summary>Adds a message to a ticket, by its customer or by staff. Errors: ticket_not_found, ticket_closed.</summary>
/// <param name="AsksCustomer">For staff: it cannot go on before the customer answers.</param>
[Access(Audience.Customer | Audience.Staff)]
public sealed record ReplyToTicket(string IdOrNumber, string Body, bool AsksCustomer = false) : ICommand<TicketView>;

internal sealed class ReplyToTicketValidator : AbstractValidator<ReplyToTicket>
{
    public ReplyToTicketValidator() =>
        RuleFor(r => r.Body).Must(TicketWords.HasSome).WithMessage("Write something to send.").MaximumLength(Ticket.MaxBodyLength);
}

internal sealed class ReplyToTicketHandler(IStore store, IActorContext actors, IIdGenerator ids, TimeProvider time, TicketMail mail)
    : IRequestHandler<ReplyToTicket, Result<TicketView>>
{
    public async Task<Result<TicketView>> Handle(ReplyToTicket request, CancellationToken cancellationToken)
    {
        if (await store.FindTicketLockedAsync(request.IdOrNumber, actors.Current, cancellationToken) is not { } ticket)
        {
            return TicketErrors.NotFound;
        }

        var customer = ticket.CustomerId is { } id ? await store.FindAsync<Customer>(c => c.Id == id, cancellationToken) : null;
        var now = time.GetUtcNow();
        var replied = actors.Current is Actor.Staff staff
            ? ticket.ReplyAsStaff(ids.NewId(), staff.Name, request.Body, request.AsksCustomer, now)
            : ticket.ReplyAsCustomer(ids.NewId(), customer?.Name ?? string.Empty, request.Body, now);
        if (replied.Error is { } error)
        {
            return error;
        }

        if (actors.Current is Actor.Staff && customer is not null && !ticket.StaffOnly)
        {
            await mail.AnsweredAsync(ticket, customer, request.Body, cancellationToken);
        }

        return TicketViews.From(ticket);
    }
}
