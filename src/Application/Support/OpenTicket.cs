using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Application.Provisioning;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Support;
using FluentValidation;
using MediatR;

namespace EzSolutions.Application.Support;

/// <summary>Opens a ticket for the signed-in customer. Limits: rules.md (10 per hour). Errors: service_not_found, too_many_tickets.</summary>
[Access(Audience.Customer)]
public sealed record OpenTicket(string Subject, string Body, Guid? ServiceId = null) : ICommand<TicketView>;

internal sealed class OpenTicketValidator : AbstractValidator<OpenTicket>
{
    public OpenTicketValidator()
    {
        RuleFor(r => r.Subject).Must(TicketWords.HasSome).WithMessage("Say in a few words what it is about.").MaximumLength(Ticket.MaxSubjectLength);
        RuleFor(r => r.Body).Must(TicketWords.HasSome).WithMessage("Describe what happened.").MaximumLength(Ticket.MaxBodyLength);
    }
}

internal sealed class OpenTicketHandler(
    IStore store, IActorContext actors, IIdGenerator ids, INumberSeries numbers, TimeProvider time, IMediator mediator, TicketMail mail)
    : IRequestHandler<OpenTicket, Result<TicketView>>
{
    private const int MostPerHour = 10;

    public async Task<Result<TicketView>> Handle(OpenTicket request, CancellationToken cancellationToken)
    {
        if (request.ServiceId is { } service && await mediator.Send(new GetService(service), cancellationToken) is { IsSuccess: false } absent)
        {
            return absent.Error;
        }

        // The customer's row lock makes the count of this hour hold, also for two at once.
        var customer = await store.FindLockedAsync<Customer>(actors.CustomerId, cancellationToken)
            ?? throw new InvalidOperationException($"Customer {actors.CustomerId} vanished.");
        var now = time.GetUtcNow();
        var hourAgo = now.AddHours(-1);
        var recent = await store.ListAsync(
            store.Query<Ticket>().Where(t => t.CustomerId == customer.Id && !t.StaffOnly && t.CreatedAt > hourAgo)
                .OrderBy(t => t.CreatedAt).Select(t => t.CreatedAt),
            cancellationToken);
        if (recent.Count >= MostPerHour)
        {
            return TicketErrors.TooMany(recent[^MostPerHour].AddHours(1) - now);
        }

        var ticket = Ticket.OpenedByCustomer(
            ids.NewId(), await numbers.NextAsync("TCK", cancellationToken), customer.Id, customer.Name, request.Subject, request.Body,
            request.ServiceId, ids.NewId(), now, actors.ConversationId());
        store.Add(ticket);
        await mail.OpenedAsync(ticket, customer, cancellationToken);
        return TicketViews.From(ticket);
    }
}

internal static class TicketWords
{
    /// <summary>Whether anything is left to read once control characters, which are never kept, are gone.</summary>
    public static bool HasSome(string? text) => text?.Any(c => !char.IsControl(c) && !char.IsWhiteSpace(c)) is true;
}
