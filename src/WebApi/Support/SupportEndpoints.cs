using EzSolutions.Application.Common;
using EzSolutions.Application.Support;
using EzSolutions.Domain.Support;
using EzSolutions.WebApi.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EzSolutions.WebApi.Support;

/// <summary>Tickets: a customer's own, and the staff's queue.</summary>
internal static class SupportEndpoints
{
    public static RouteGroupBuilder MapSupport(this RouteGroupBuilder api)
    {
        var tickets = api.MapGroup("/tickets").WithTags("Tickets");
        tickets.MapGet("", List).WithName("ListTickets").WithSummary("Your tickets, latest change first; for staff, everybody's");
        tickets.MapGet("/{idOrNumber}", Get).WithName("GetTicket").WithSummary("One of your tickets, by id or number");
        tickets.MapPost("", Open).WithName("OpenTicket").WithSummary("Open a ticket; at most 10 an hour");
        tickets.MapPost("/{idOrNumber}/replies", Reply).WithName("ReplyToTicket").WithSummary("Add a message to a ticket");
        tickets.MapPost("/{idOrNumber}/close", Close).WithName("CloseTicket").WithSummary("Close a ticket that needs no more");

        var staff = api.MapGroup("/staff/tickets").WithTags("Tickets (staff)");
        staff.MapGet("", Queue).WithName("ListTicketQueue").WithSummary("Open tickets, latest change first; the system's own included");
        staff.MapPost("/{idOrNumber}/reopen", Reopen).WithName("ReopenTicket").WithSummary("Open a closed ticket again");
        staff.MapPut("/{idOrNumber}/priority", Prioritise).WithName("PrioritiseTicket").WithSummary("Set how urgent a ticket is");
        return api;
    }

    private static async Task<Results<Ok<Page<TicketView>>, ProblemHttpResult>> List(
        IMediator mediator, CancellationToken ct, int limit = 20, string? after = null, bool openOnly = false, Guid? customerId = null) =>
        (await mediator.Send(new ListTickets(new PageRequest(limit, after), openOnly, customerId), ct)).ToOk();

    private static async Task<Results<Ok<TicketView>, ProblemHttpResult>> Get(string idOrNumber, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetTicket(idOrNumber), ct)).ToOk();

    private static async Task<Results<Created<TicketView>, ProblemHttpResult>> Open(OpenTicketBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new OpenTicket(body.Subject, body.Body, body.ServiceId), ct)).ToCreated(t => $"/api/v1/tickets/{t.Number}");

    private static async Task<Results<Ok<TicketView>, ProblemHttpResult>> Reply(
        string idOrNumber, ReplyBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ReplyToTicket(idOrNumber, body.Body, body.AsksCustomer), ct)).ToOk();

    private static async Task<Results<Ok<TicketView>, ProblemHttpResult>> Close(string idOrNumber, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new CloseTicket(idOrNumber), ct)).ToOk();

    private static async Task<Results<Ok<Page<TicketView>>, ProblemHttpResult>> Queue(
        IMediator mediator, CancellationToken ct, int limit = 20, string? after = null, bool closed = false, Guid? customerId = null) =>
        (await mediator.Send(new ListTicketQueue(new PageRequest(limit, after), closed, customerId), ct)).ToOk();

    private static async Task<Results<Ok<TicketView>, ProblemHttpResult>> Reopen(string idOrNumber, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ReopenTicket(idOrNumber), ct)).ToOk();

    private static async Task<Results<Ok<TicketView>, ProblemHttpResult>> Prioritise(
        string idOrNumber, PriorityBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new PrioritiseTicket(idOrNumber, body.Priority), ct)).ToOk();
}

/// <param name="Subject">In a few words; at most 150 characters.</param>
/// <param name="Body">At most 10,000 characters of plain text.</param>
/// <param name="ServiceId">One of your services.</param>
internal sealed record OpenTicketBody(string Subject, string Body, Guid? ServiceId = null);

/// <param name="AsksCustomer">For staff: it cannot go on before the customer answers.</param>
internal sealed record ReplyBody(string Body, bool AsksCustomer = false);

internal sealed record PriorityBody(TicketPriority Priority);
