using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Support;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Support;

/// <summary>Opens a ticket on the system's behalf when something needs a person: a dead job, an unmatched payment (P06).</summary>
/// <param name="Reference">What it is about, e.g. <c>provisioning:{jobId}</c>; a second ticket for the same open reference adds a message instead.</param>
[Access(Audience.System)]
public sealed record OpenStaffTicket(string Subject, string Body, string Reference, Guid? CustomerId = null, Guid? ServiceId = null) : ICommand<TicketView>;

internal sealed class OpenStaffTicketValidator : AbstractValidator<OpenStaffTicket>
{
    public OpenStaffTicketValidator()
    {
        RuleFor(r => r.Subject).NotEmpty();
        RuleFor(r => r.Body).NotEmpty();
        RuleFor(r => r.Reference).NotEmpty().MaximumLength(200);
    }
}

internal sealed class OpenStaffTicketHandler(IStore store, IIdGenerator ids, INumberSeries numbers, TimeProvider time)
    : IRequestHandler<OpenStaffTicket, Result<TicketView>>
{
    public async Task<Result<TicketView>> Handle(OpenStaffTicket request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var open = await store.ListAsync(
            store.Query<Ticket>().Where(t => t.Reference == request.Reference && t.State != TicketState.Closed).Select(t => t.Id), cancellationToken);
        if (open.Count > 0 && await store.FindLockedAsync<Ticket>(open[0], cancellationToken) is { State: not TicketState.Closed } earlier)
        {
            earlier.AddFromSystem(ids.NewId(), request.Body, now);
            return TicketViews.From(earlier);
        }

        // Two at once: the unique index on open references lets one in, the other starts over and adds to it.
        var ticket = Ticket.OpenedForStaff(
            ids.NewId(), await numbers.NextAsync("TCK", cancellationToken), request.Subject, request.Body, request.Reference, request.CustomerId,
            request.ServiceId, ids.NewId(), now);
        store.Add(ticket);
        return TicketViews.From(ticket);
    }
}
