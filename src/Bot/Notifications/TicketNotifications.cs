using EzSolutions.Application.Common;
using EzSolutions.Application.Conversations;
using EzSolutions.Bot.Cards;
using EzSolutions.Bot.Texts;
using EzSolutions.Domain.Support;

namespace EzSolutions.Bot.Notifications;

/// <summary>Shows a staff answer in the chat, with a button to answer back.</summary>
internal sealed class TicketNotifications(Addressee addressee) : IDomainEventHandler<TicketAnswered>
{
    private static BotTexts Texts => BotTexts.English;

    public Task HandleAsync(TicketAnswered happened, CancellationToken ct) => addressee.TellAsync(
        null,
        happened.CustomerId,
        new OutgoingEntry(Card: new Domain.Conversations.Card
        {
            Type = "ticket",
            Title = Texts.Ticket.Answered(happened.Number, happened.Subject),
            Text = happened.Body,
            Actions = [TicketCards.Reply(Texts, happened.Number)],
        }),
        ct);
}
