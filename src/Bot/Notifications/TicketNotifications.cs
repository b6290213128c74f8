using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Bot.Cards;
using EzSolutions.Domain.Support;

namespace EzSolutions.Bot.Notifications;

/// <summary>Shows a staff answer in the chat, with a button to answer back.</summary>
internal sealed class TicketNotifications(Addressee addressee) : IDomainEventHandler<TicketAnswered>
{
    public Task HandleAsync(TicketAnswered happened, CancellationToken ct) => addressee.TellAsync(
        null,
        happened.CustomerId,
        texts => new OutgoingEntry(Card: new Domain.Conversations.Card
        {
            Type = "ticket",
            Title = texts.Ticket.Answered(happened.Number, happened.Subject),
            Text = happened.Body,
            Actions = [TicketCards.Reply(texts, happened.Number)],
        }),
        ct);
}
