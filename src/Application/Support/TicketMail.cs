using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Support;

namespace EzSolutions.Application.Support;

/// <summary>Tells a customer about a ticket by e-mail; queued with the change, sent after it (M12).</summary>
internal sealed class TicketMail(IMailer mailer)
{
    public Task OpenedAsync(Ticket ticket, Customer customer, CancellationToken ct) =>
        mailer.QueueAsync(customer.Email, "ticket-opened", Model(ticket, customer, ticket.Messages[0].Body), ct);

    public Task AnsweredAsync(Ticket ticket, Customer customer, string answer, CancellationToken ct) =>
        mailer.QueueAsync(customer.Email, "ticket-answered", Model(ticket, customer, answer), ct);

    private static Dictionary<string, object?> Model(Ticket ticket, Customer customer, string body) => new(StringComparer.Ordinal)
    {
        ["name"] = customer.Name,
        ["number"] = ticket.Number,
        ["subject"] = ticket.Subject,
        ["body"] = body,
        ["waiting"] = ticket.State == TicketState.Waiting,
    };
}
